#pragma once

#include "client/widgets/ui.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

struct CompareSide {
    std::string value{};
    std::string who{};
    std::string when{};
    std::string device{};
    std::string mark{};    ///< pill at the top: 现在显示的
    std::string choose{};  ///< label of the button
};

struct Compare {
    std::string_view id{};
    std::string_view title{};  ///< what differs
    std::string_view note{};
    const std::vector<CompareSide>& sides;
};

/// Values of several people side by side (below each other on a phone) with a button under each.
/// Returns the index of the chosen one.
std::optional<std::size_t> compare(Ui& ui, const Compare& compare);

}  // namespace cunji::ui
