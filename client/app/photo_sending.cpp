#include "client/app/photo_sending.h"

namespace cunji {

namespace {

constexpr std::string_view kKey = "photo_sending";
constexpr std::string_view kWhenAsked = "when_asked";
constexpr std::string_view kPaused = "paused";

}  // namespace

std::string_view to_text(PhotoSending sending) {
    switch (sending) {
        case PhotoSending::Always:
            return "always";
        case PhotoSending::WhenAsked:
            return kWhenAsked;
        case PhotoSending::Paused:
            break;
    }
    return kPaused;
}

PhotoSending photo_sending(const Store& store) {
    const std::string said = store.meta(kKey).value_or("");
    if (said == kPaused) return PhotoSending::Paused;
    return said == kWhenAsked ? PhotoSending::WhenAsked : PhotoSending::Always;
}

void set_photo_sending(const Store& store, PhotoSending sending) {
    store.set_meta(kKey, to_text(sending));
}

}  // namespace cunji
