#pragma once

#include "client/views/photo_tiles.h"
#include "client/widgets/photo.h"

namespace cunji {

/// A tile as the widget shows it.
inline ui::Photo photo_of(const PictureTile& tile) {
    return {.id = tile.id,
            .picture = tile.picture,
            .title = tile.title,
            .caption = tile.caption,
            .warning = tile.warning,
            .badge = tile.reused    ? ui::PhotoBadge::Reused
                     : tile.waiting ? ui::PhotoBadge::Waiting
                                    : ui::PhotoBadge::Uploaded};
}

}  // namespace cunji
