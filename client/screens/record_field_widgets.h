#pragma once

#include "client/screens/tones.h"
#include "client/views/meeting_view.h"
#include "client/views/record_fields.h"
#include "client/widgets/widgets.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// Nothing while it has no text.
void draw_banner(Ui& ui, std::string_view id, const Mark& mark);

// One field of a form; nothing is drawn, and nothing comes back, while it is not asked. The new
// text or code.
std::optional<std::string> draw_text_field(Ui& ui, std::string_view id, const FieldView& field,
                                           int lines = 1,
                                           ui::Keyboard keyboard = ui::Keyboard::Text,
                                           std::string_view warning = {});
std::optional<std::string> draw_choice_field(Ui& ui, std::string_view id, const FieldView& field);
std::optional<std::string> draw_date_field(Ui& ui, std::string_view id, const FieldView& field,
                                           std::string_view today, std::string_view warning = {});
/// A day and a time beside each other; the text is "2026-11-21 14:05".
std::optional<std::string> draw_time_field(Ui& ui, std::string_view id, const FieldView& field,
                                           std::string_view clock_label, std::string_view today);

/// What a PickView asks for: the sheet is open while it is drawn.
struct Picking {
    std::optional<std::string> typed;
    std::optional<std::string> picked;
    bool closed = false;
};

Picking draw_pick(Ui& ui, const PickView& pick);

}  // namespace cunji
