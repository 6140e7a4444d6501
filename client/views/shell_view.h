#pragma once

#include "client/model/shell.h"
#include "client/views/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// One entry of the bar at the side (wide) or at the bottom (phone).
struct TabView {
    PageKind page = PageKind::Today;
    std::string label;
    std::int64_t badge = 0;  ///< 0: none
    bool current = false;
};

struct ShellView {
    std::string product;
    std::vector<TabView> tabs;
    std::string settings;
    bool settings_current = false;
    std::string person;  ///< empty: not enrolled, no bar
    std::string state;   ///< of the sync, in a few words
    std::vector<std::string> notes;
    std::optional<std::string> toast;
    std::string undo;  ///< word of the button; empty: nothing to take back
    bool bars = true;  ///< false on the page that joins a county
};

ShellView make_shell_view(const shell::State& state, const Words& words);

}  // namespace cunji
