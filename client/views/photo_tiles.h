#pragma once

#include "client/model/project.h"
#include "client/reading/photo_list.h"
#include "client/views/words.h"

#include <cstdint>
#include <string>

namespace cunji {

struct PictureTile {
    std::string id;
    std::string picture;  ///< key of the picture source
    std::string title;
    std::string caption;
    std::string warning;   ///< used elsewhere, or doubtful
    bool waiting = false;  ///< the original is only here
    bool reused = false;
};

/// One photo in a slot: when, where it is used as well, what is doubtful about it.
PictureTile photo_tile(const Words& words, const PhotoItem& photo, const project::Titles& titles);

/// "2.40" of 240.
std::string hundredths_word(std::int64_t number);

}  // namespace cunji
