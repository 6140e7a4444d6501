#pragma once

#include "client/model/photos.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct PhotosView {
    std::string title;
};

PhotosView make_photos_view(const photos::State& state, const Words& words);

}  // namespace cunji
