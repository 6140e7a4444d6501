#pragma once

#include "client/widgets/item.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace cunji::ui {

struct VirtualRows {
    std::size_t count = 0;
    float row_height = 0;  ///< device pixels, whole
    float height = 0;      ///< of the window on them, device pixels
    bool press = true;
    /// What tests and the keyboard call the row.
    std::function<ItemSpec(std::size_t)> spec{};
    std::function<void(std::size_t, const ImRect&, const ItemState&)> draw{};
};

/// Rows of one height that scroll; only those in sight are asked for. Returns the pressed one.
std::optional<std::size_t> virtual_rows(Ui& ui, ImGuiID id, const VirtualRows& rows);

}  // namespace cunji::ui
