#pragma once

#include "client/widgets/field.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <string_view>

namespace cunji::ui {

/// What stands around an input: label, mark and help above, problem and warning below. Draw the
/// input between begin and end of its scope.
class FieldFrame {
public:
    FieldFrame(Ui& ui, std::string_view id, std::string_view label, const FieldNotes& notes);
    ~FieldFrame();
    FieldFrame(const FieldFrame&) = delete;
    FieldFrame& operator=(const FieldFrame&) = delete;

private:
    Ui& ui_;
    const FieldNotes& notes_;
};

/// The label alone, with the mark of what must be filled.
void field_label(Ui& ui, std::string_view label, bool required);

/// White box with an edge that says: rest, keyboard here, wrong.
void field_box(Ui& ui, const ImRect& box, bool active, bool wrong, bool enabled);

/// Brings the next element nearer than the layout would.
void pull_up(Ui& ui, float logical);

}  // namespace cunji::ui
