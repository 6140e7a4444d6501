#pragma once

#include "client/widgets/button.h"
#include "client/widgets/list.h"
#include "client/widgets/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// Word and colour.
void pill(Ui& ui, const Pill& pill);
/// In a line, and on below where it ends.
void pills(Ui& ui, const std::vector<Pill>& pills);

struct Banner {
    std::string_view id{};
    Tone tone = Tone::Info;
    std::string_view text{};
    std::string_view title{};   ///< strong, above the text
    std::string_view action{};  ///< label of a button at the right
};

/// What a person should know on this page. True when its action is pressed.
bool banner(Ui& ui, const Banner& banner);

struct EmptyState {
    Icon icon = Icon::Inbox;
    std::string_view title{};
    std::string_view text{};
    std::string_view id{};  ///< of the action
    std::string_view action{};
};

/// Instead of an empty list: what would be here, and how to begin. True when its action is pressed.
bool empty_state(Ui& ui, const EmptyState& state);

void avatar(Ui& ui, std::string_view name, float diameter = 44);

struct Stat {
    std::string_view id{};
    Icon icon = Icon::None;
    std::string_view label{};
    std::string_view number{};
    std::string_view note{};
    Tone tone = Tone::Neutral;
    bool opens = true;
};

/// A big number with its name; fills a tile of tiles(). True when pressed.
bool stat(Ui& ui, const Stat& stat);

/// 0..1, with the words at both ends above it.
struct Progress {
    float share = 0;
    std::string_view label{};
    std::string_view value{};
    Tone tone = Tone::Good;
};

void progress(Ui& ui, const Progress& progress);

/// Grey bars where text will be.
void skeleton(Ui& ui, int lines = 3);

}  // namespace cunji::ui
