#include "server/backing_up.h"

#include "shared/base/files.h"
#include "shared/crypto/crypto.h"
#include "shared/vault/keyring.h"

#include <filesystem>

namespace cunji {

namespace {

/// Of a picture as it lies on the disk: a little more than an upload may have.
constexpr std::int64_t kSealedPictureMax = 256LL * 1024 * 1024;

}  // namespace

bool back_up_county(const CountyFolder& folder, const Store& store, const std::string& file) {
    store.copy_to(file);
    Result<Keyring> keyring = read_keyring(folder.path);
    if (!keyring) throw Failure(keyring.error(), folder.path);
    const auto office = array_from_hex<32>(store.meta("recovery_key").value_or(""));
    if (office) close_for_recovery(*keyring, *folder.keys, *office);
    write_durably(file + ".keys.json", encode_keyring(*keyring));
    return office.has_value();
}

PictureCopies copy_pictures(const BlobStore& from, const BlobStore& to) {
    PictureCopies out;
    from.for_each([&](const std::string& sha256, Millis) {
        if (to.is_whole(sha256)) {
            ++out.there;
            return;
        }
        const Result<std::string> bytes = read_whole(from.path_of(sha256), kSealedPictureMax);
        if (!bytes) throw Failure(bytes.error(), sha256);
        const std::string target = to.path_of(sha256);
        std::filesystem::create_directories(std::filesystem::path{target}.parent_path());
        write_durably(target, *bytes);
        if (to.is_whole(sha256)) {
            ++out.copied;
        } else {
            to.remove(sha256);
            ++out.damaged;
        }
    });
    return out;
}

}  // namespace cunji
