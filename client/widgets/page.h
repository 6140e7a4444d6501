#pragma once

#include "client/widgets/button.h"
#include "client/widgets/ui.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

struct Tab {
    std::string id{};
    Icon icon = Icon::None;
    std::string label{};
    int badge = 0;  ///< things that wait; 0 shows none
    Tone tone = Tone::Warn;
};

/// The frame of the program: side bar on a wide screen, bar of tabs at the bottom of a phone.
struct Shell {
    std::string_view name{};  ///< of the program, above the side bar
    std::vector<Tab> tabs{};
    std::string_view selected{};
    std::string_view person{};       ///< at the foot of the side bar
    std::string_view person_note{};  ///< state of sync, in few words
    Tone person_tone = Tone::Neutral;
    bool bare = false;  ///< no bars: enrolment, or a form that fills a phone
};

struct ShellResult {
    std::string tab;      ///< id of the pressed tab, else ""
    bool person = false;  ///< the person was pressed
};

/// Fills the window. The body draws exactly one page().
ShellResult shell(Ui& ui, const Shell& shell, const Contents& body);

struct Page {
    std::string_view id{};
    std::string_view title{};
    std::string_view subtitle{};
    bool back = false;              ///< shows the arrow; Escape and Alt+Left do the same
    std::vector<Button> actions{};  ///< at the right of the title; on a phone only their icons
    float max_width = 0;            ///< logical; 0: as wide as there is
    bool scrolls = true;            ///< false: the body fills the page by itself (record_list)
};

struct PageResult {
    bool back = false;
    std::string action;  ///< id of the pressed one, else ""
};

/// Title above, contents that scroll below, and, when given, a foot that stays in sight: the
/// buttons of a form.
PageResult page(Ui& ui, const Page& page, const Contents& body, const Contents& foot = {});

}  // namespace cunji::ui
