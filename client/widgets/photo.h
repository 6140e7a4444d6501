#pragma once

#include "client/widgets/icons.h"
#include "client/widgets/ui.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

enum class PhotoBadge { None, Chosen, Uploaded, Waiting, Reused, Unreadable };

struct Photo {
    std::string id{};       ///< of the widget
    std::string picture{};  ///< key of the picture source; empty: a slot that waits for a photo
    std::string title{};    ///< the stage or the view: 施工前
    std::string caption{};  ///< when and where, under it
    std::string warning{};  ///< amber, under the caption: the same picture as …
    PhotoBadge badge = PhotoBadge::None;
    bool missing = false;  ///< an empty slot that must be filled
};

/// One photo 4:3, as wide as its column or tile. True when pressed.
bool photo_slot(Ui& ui, const Photo& photo);

struct PhotoGrid {
    std::string_view id{};
    const std::vector<Photo>& photos;
    std::string_view add{};  ///< label of the tile that adds; none when empty
    float min_width = 168;
};

struct PhotoGridResult {
    std::optional<std::string> opened;  ///< id of the photo
    bool add = false;
};

PhotoGridResult photo_grid(Ui& ui, const PhotoGrid& grid);

/// A picture alone, as large as fits into the width and max_height (logical).
void picture(Ui& ui, std::string_view key, float max_height);

}  // namespace cunji::ui
