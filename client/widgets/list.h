#pragma once

#include "client/widgets/icons.h"
#include "client/widgets/text.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

struct Pill {
    Tone tone = Tone::Neutral;
    std::string text{};
    Icon icon = Icon::None;
};

struct ListRow {
    std::string id{};
    std::string title{};
    std::string subtitle{};
    std::string avatar{};       ///< a name: its first character in a disc
    Icon icon = Icon::None;     ///< instead of an avatar
    Tone tone = Tone::Neutral;  ///< of the icon's disc
    Pill pill{};                ///< none while its text is empty
    std::string trailing{};     ///< at the right: a count, a day
    bool opens = true;          ///< can be pressed; shows a chevron
    bool selected = false;
};

/// A line of a list inside a card: 72 high, more when its subtitle wraps. True when pressed.
bool list_row(Ui& ui, const ListRow& row);

struct TableColumn {
    std::string title{};
    float width = 0;  ///< logical; 0: shares what is left by weight
    float weight = 1;
    bool right = false;  ///< aligned to the right: numbers
};

struct Cell {
    std::string text{};
    Ink ink = Ink::Normal;
    bool pill = false;  ///< drawn as a pill of the tone
    Tone tone = Tone::Neutral;
};

/// One record for both shapes: a list row on a phone, cells on a wide screen.
struct RecordRow {
    ListRow row{};
    std::vector<Cell> cells{};  ///< as many as columns
};

struct RecordList {
    std::string_view id{};
    std::size_t count = 0;
    std::vector<TableColumn> columns{};           ///< none: rows on wide screens too
    std::function<RecordRow(std::size_t)> row{};  ///< asked only for what is in sight
    std::string_view empty_title{};
    std::string_view empty_text{};
    float height = 0;  ///< logical; 0: the rest of the page
};

/// A list of any length with rows of one height: 72 on a phone, 52 in a table. Only what is in
/// sight costs anything. Arrow keys, Page Up and Down, Home and End walk; Enter opens. Returns the
/// index of the pressed row.
std::optional<std::size_t> record_list(Ui& ui, const RecordList& list);

}  // namespace cunji::ui
