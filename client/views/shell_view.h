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

struct ToastView {
    std::string id;  ///< another message: another id
    std::string text;
    std::string undo;  ///< word of the button; empty: nothing to take back
    double seconds = 0;
    bool problem = false;  ///< it did not go
};

struct ShellView {
    std::string product;
    std::vector<TabView> tabs;
    std::string person;  ///< empty: not enrolled, no bar
    std::string state;   ///< of the sync, in a few words
    bool all_sent = true;
    std::vector<std::string> notes;
    std::string note_title;
    std::string note_ok;
    std::optional<ToastView> toast;
    bool bars = true;  ///< false on the page that joins a county
};

ShellView make_shell_view(const shell::State& state, const Words& words);

}  // namespace cunji
