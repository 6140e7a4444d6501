#pragma once

#include "client/model/project.h"
#include "client/views/project_view.h"

#include <cstdint>
#include <string>

namespace cunji {

/// One photo in a slot: when, where it is used as well, what is doubtful about it.
PictureTile photo_tile(const Words& words, const PhotoItem& photo, const project::Titles& titles);

/// "2.40" of 240.
std::string hundredths_word(std::int64_t number);

}  // namespace cunji
