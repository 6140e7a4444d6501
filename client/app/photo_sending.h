#pragma once

#include "shared/store/store.h"

#include <string_view>

namespace cunji {

/// Whether the pictures of this device travel: a link in the village may be slow and dear.
enum class PhotoSending {
    Always,
    WhenAsked,  ///< only in a round that a person began for them
    Paused,     ///< none, until the person says otherwise
};

std::string_view to_text(PhotoSending sending);
PhotoSending photo_sending(const Store& store);
/// A round that is under way obeys before the next part of a picture.
void set_photo_sending(const Store& store, PhotoSending sending);

}  // namespace cunji
