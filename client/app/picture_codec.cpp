#include "client/app/picture_codec.h"

#include "client/app/picture.h"

namespace cunji {

Message picture_damaged() {
    return {.key = "error.picture.damaged", .args = {}};
}

Message picture_unsupported(const std::string& format) {
    return {.key = "error.picture.unsupported", .args = {{"format", format}}};
}

std::optional<Message> refuse_size(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) return picture_damaged();
    if (width <= kPicturePixelsMax / height) return std::nullopt;
    return Message{.key = "error.picture.too_large",
                   .args = {{"width", std::to_string(width)},
                            {"height", std::to_string(height)},
                            {"limit", std::to_string(kPicturePixelsMax / 1'000'000)}}};
}

}  // namespace cunji
