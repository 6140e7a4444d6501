#include "server/demo/pictures.h"

#include "shared/base/assets.h"
#include "shared/base/check.h"
#include "shared/crypto/crypto.h"

namespace cunji::demo {

namespace {

constexpr std::int64_t kWidth = 320;  // of every drawing
constexpr std::int64_t kHeight = 240;
constexpr std::string_view kCamera = "Cunji demo";
constexpr std::string_view kMediaType = "image/jpeg";
constexpr std::size_t kHashDigits = 16;

/// Behind the first segment, which JFIF wants to be its own (ITU-T T.871 §10.1): COM, its length,
/// the text (ITU-T T.81 §B.2.4.5).
std::string with_comment(std::string_view jpeg, const std::string& comment) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(jpeg[at]); };
    CHECK_THAT(jpeg.size() > 6 && byte(0) == 0xff && byte(1) == 0xd8);
    const std::size_t at = 4 + std::size_t{byte(4)} * 256 + byte(5);
    const std::size_t length = comment.size() + 2;
    std::string out{jpeg.substr(0, at)};
    out += "\xff\xfe";
    out += static_cast<char>(length >> 8U);
    out += static_cast<char>(length & 0xffU);
    out += comment;
    out += jpeg.substr(at);
    return out;
}

}  // namespace

Blob Pictures::make(const std::string& drawing, const std::string& caption,
                    const std::string& scope, const std::string& device, const Moment& at) {
    const std::string_view jpeg = asset("demo/" + drawing + ".jpg");
    const std::string comment = "demo " + to_hex64(seed_) + ' ' + std::to_string(++made_) + ' ' +
                                scope + ' ' + time_text(at) + ' ' + caption;
    const std::string bytes = with_comment(jpeg, comment);
    Blob blob;
    blob.sha256 = blobs_.put(bytes);
    blob.scope = scope;
    blob.bytes = static_cast<std::int64_t>(bytes.size());
    blob.device = device;
    blob.at = millis_of(at);
    put_blob(store_, blob);
    return blob;
}

Json Pictures::take(const Shot& shot) {
    const Blob blob = make(shot.drawing, shot.title, shot.scope, shot.device, shot.taken);
    Json fields = {{"subject", shot.subject},
                   {"stage", shot.stage},
                   {"title", shot.title},
                   {"taken_at", time_text(shot.taken)},
                   {"place_lat", shot.lat},
                   {"place_lon", shot.lon},
                   {"place_acc", 8},
                   {"place_name", shot.place_name},
                   {"photographer", shot.photographer},
                   {"event", shot.event},
                   {"sha256", blob.sha256},
                   // The drawing is small: it is its own preview.
                   {"thumb_sha256", blob.sha256},
                   {"preview_sha256", blob.sha256},
                   // The drawings are few: by their true fingerprint any two photos of roads would
                   // be called the same picture.
                   {"phash", to_hex(sha256(blob.sha256)).substr(0, kHashDigits)},
                   {"media_type", kMediaType},
                   {"bytes", blob.bytes},
                   {"width", kWidth},
                   {"height", kHeight},
                   {"camera", kCamera},
                   {"edited", "no"}};
    if (!shot.background.empty()) fields["background"] = shot.background;
    return fields;
}

std::string Pictures::sign(int which, const std::string& scope, const std::string& device,
                           const Moment& at) {
    return make("signature_" + std::to_string(which), "signature", scope, device, at).sha256;
}

}  // namespace cunji::demo
