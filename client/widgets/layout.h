#pragma once

#include "client/widgets/button.h"
#include "client/widgets/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// So much between the element above and the one below; 12 there is anyway.
void gap(Ui& ui, float logical = 20);
void divider(Ui& ui);

struct Section {
    std::string_view title{};
    std::string_view note{};
    std::string_view id{};      ///< of the action
    std::string_view action{};  ///< a text button at the right; none when empty
};

/// Title of a part of a page. True when its action is pressed.
bool section(Ui& ui, const Section& section);

struct KeyValue {
    std::string_view label{};
    std::string_view value{};
    std::string_view note{};    ///< small, under the value
    Tone tone = Tone::Neutral;  ///< of the value; Neutral is normal ink
};

/// Label left, value right; below each other where it is narrow.
void key_value(Ui& ui, const KeyValue& row);

struct Card {
    std::string_view id{};
    std::string_view title{};
    std::string_view subtitle{};
    Icon icon = Icon::None;
    Tone tone = Tone::Neutral;      ///< other than Neutral: a coloured edge at the left
    bool opens = false;             ///< the whole card can be pressed; shows a chevron
    std::vector<Button> actions{};  ///< text buttons at the right of the title
};

struct CardResult {
    bool opened = false;
    std::string action;  ///< id of the pressed one, else ""
};

/// A white box as high as its contents.
CardResult card(Ui& ui, const Card& card, const Contents& body);

struct Column {
    float weight = 1;
    Contents body;
};

/// Side by side on a wide screen (or within at least min_width each), else below each other.
void columns(Ui& ui, const std::vector<Column>& columns, float min_width = 320);

/// Equal boxes in rows: as many in a row as are at least min_width wide, but never fewer than two
/// when there are two.
void tiles(Ui& ui, std::size_t count, float min_width,
           const std::function<void(std::size_t)>& body);

/// Left and right of one line; the right is as wide as its contents need.
void split(Ui& ui, const Contents& left, const Contents& right, float right_width);

/// Makes the ids inside differ from those of its neighbours: entries of a list.
void scope(Ui& ui, std::string_view id, const Contents& body);

}  // namespace cunji::ui
