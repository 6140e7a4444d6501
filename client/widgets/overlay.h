#pragma once

#include "client/widgets/ui_state.h"

#include <string_view>

namespace cunji::ui {

/// A layer over everything drawn so far, until the end of scope: what lies below gets neither
/// pointer nor keys.
class Overlay {
public:
    /// The id must be unique among what is open. Scrim: darkens what lies below.
    Overlay(Ui& ui, ImGuiID id, bool scrim);
    ~Overlay();
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;

    /// Whether the person wants it gone: Escape, or a press outside the box.
    [[nodiscard]] bool dismissed(const ImRect& box) const;

private:
    Ui& ui_;
};

}  // namespace cunji::ui
