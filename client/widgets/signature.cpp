#include "client/widgets/signature.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/photo.h"
#include "client/widgets/pictures.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

constexpr float kShape = 1.0F / 3;
constexpr float kPointEvery = 2;  ///< logical pixels between points of a stroke

void draw_stroke(Ui& ui, const ImRect& box, const Stroke& stroke) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto at = [&](const Point& point) {
        return ImVec2{box.Min.x + point.x * box.GetWidth(), box.Min.y + point.y * box.GetHeight()};
    };
    const float width = ui.d(3);
    if (stroke.size() == 1) list.AddCircleFilled(at(stroke.front()), width / 2, ui.theme().ink);
    for (const Point& point : stroke)
        list.PathLineTo(at(point));
    list.PathStroke(ui.theme().ink, 0, width);
}

/// Follows the pen while it is down. True in the frame in which it is lifted.
bool follow_pen(Ui& ui, ImGuiID id, const ImRect& box, bool held) {
    UiState& state = ui.state();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (held && state.pen != id) {
        state.pen = id;
        state.stroke.clear();
    }
    if (state.pen != id) return false;
    if (!held) {
        state.pen = 0;
        return true;
    }
    state.drag.blocked = true;  // a pen scrolls nothing
    const Point point{std::clamp((mouse.x - box.Min.x) / box.GetWidth(), 0.0F, 1.0F),
                      std::clamp((mouse.y - box.Min.y) / box.GetHeight(), 0.0F, 1.0F)};
    const auto far = [&](const Point& last) {
        return std::hypot((point.x - last.x) * box.GetWidth(),
                          (point.y - last.y) * box.GetHeight()) >= ui.d(kPointEvery);
    };
    if (state.stroke.empty() || far(state.stroke.back())) state.stroke.push_back(point);
    ui.wake_in(0);
    return false;
}

void draw_paper(Ui& ui, const SignaturePad& pad, const ImRect& box, bool empty) {
    const Theme& theme = ui.theme();
    field_box(ui, box, false, !pad.notes.problem.empty(), pad.notes.enabled);
    const float base = std::floor(box.Min.y + box.GetHeight() * 0.72F);
    fill_box(ui,
             {{box.Min.x + ui.d(20), base}, {box.Max.x - ui.d(20), base + std::max(1.0F, ui.d(1))}},
             theme.line, 0);
    if (!empty) return;
    const float words = text_width(ui, Size::Body, ui.words().sign_here);
    const float left = box.GetCenter().x - (words + icon_width(ui) + ui.d(8)) / 2;
    draw_icon(ui, Icon::Sign, {left + icon_width(ui) / 2, box.GetCenter().y}, theme.ink_soft);
    draw_text_in(ui, Size::Body, {{left + icon_width(ui) + ui.d(8), box.Min.y}, box.Max},
                 theme.ink_soft, ui.words().sign_here);
}

/// A signature from before fills the paper.
void draw_signed(const Ui& ui, const ImRect& box, std::string_view key) {
    if (ui.pictures() == nullptr) return;
    const ShownPicture found = ui.pictures()->find(key, PictureSize::Thumbnail);
    if (found.state != PictureState::Ready || found.width <= 0 || found.height <= 0) return;
    const float scale = std::min((box.GetWidth() - ui.d(24)) / found.width,
                                 (box.GetHeight() - ui.d(12)) / found.height);
    const ImVec2 half{found.width * scale / 2, found.height * scale / 2};
    const ImVec2 middle = box.GetCenter();
    ImGui::GetWindowDrawList()->AddImage(found.texture, {middle.x - half.x, middle.y - half.y},
                                         {middle.x + half.x, middle.y + half.y});
}

}  // namespace

std::optional<Strokes> signature_pad(Ui& ui, const SignaturePad& pad) {
    const FieldFrame frame(ui, pad.id, pad.label, pad.notes);
    std::optional<Strokes> out;
    const float width = std::min(ui.width(), ui.d(560));
    const ImRect box = place(width, std::floor(width * kShape));
    const ImGuiID id = id_of("##pad");
    const bool from_before = pad.strokes.empty() && !pad.picture.empty();
    const bool empty = pad.strokes.empty() && ui.state().pen != id && !from_before;
    bool held = false;
    const bool visible = ImGui::ItemAdd(box, id);
    if (visible && pad.notes.enabled && !from_before) {
        bool hovered = false;
        ImGui::ButtonBehavior(box, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
    }
    report_item(ui, id, box,
                {.name = pad.id,
                 .label = pad.label,
                 .enabled = pad.notes.enabled && !from_before,
                 .checked = !empty},
                false);
    if (follow_pen(ui, id, box, held)) {
        out = pad.strokes;
        out->push_back(ui.state().stroke);
    }
    if (visible) {
        draw_paper(ui, pad, box, empty);
        if (from_before) draw_signed(ui, box, pad.picture);
        for (const Stroke& stroke : out ? *out : pad.strokes)
            draw_stroke(ui, box, stroke);
        if (ui.state().pen == id) draw_stroke(ui, box, ui.state().stroke);
    }
    if (empty || !pad.notes.enabled) return out;
    const Button again{.id = "again",
                       .label = ui.words().sign_again,
                       .icon = Icon::Refresh,
                       .kind = ButtonKind::Text};
    pull_up(ui, 8);
    if (button(ui, again)) out = Strokes();
    return out;
}

}  // namespace cunji::ui
