#include "client/app/similar_pictures.h"

#include "client/app/picture.h"
#include "shared/base/bytes.h"

namespace cunji {

namespace {

constexpr std::string_view kPictures = R"sql(
SELECT id, coalesce(sha256, ''), coalesce(phash, ''), coalesce(subject, ''), coalesce(stage, '')
FROM photo WHERE void_reason IS NULL AND merge_into IS NULL ORDER BY id)sql";

}  // namespace

std::vector<KnownPicture> known_pictures(const Store& store) {
    std::vector<KnownPicture> out;
    if (store.table("photo") == nullptr) return out;
    Query query = store.db().query(kPictures);
    while (query.step()) {
        out.push_back(
            {query.str(0), query.str(1), from_hex64(query.text(2)), query.str(3), query.str(4)});
    }
    return out;
}

bool look_alike(const KnownPicture& a, const KnownPicture& b) {
    if (!a.sha256.empty() && a.sha256 == b.sha256) return true;
    return a.dhash && b.dhash && hamming(*a.dhash, *b.dhash) <= kSamePictureDistance;
}

std::vector<const KnownPicture*> used_elsewhere(std::span<const KnownPicture> known,
                                                const KnownPicture& picture) {
    std::vector<const KnownPicture*> out;
    for (const KnownPicture& other : known) {
        const bool elsewhere = other.subject != picture.subject || other.stage != picture.stage;
        if (other.id != picture.id && elsewhere && look_alike(other, picture)) {
            out.push_back(&other);
        }
    }
    return out;
}

}  // namespace cunji
