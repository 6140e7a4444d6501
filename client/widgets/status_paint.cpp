#include "client/widgets/status_paint.h"

#include "client/widgets/paint.h"
#include "client/widgets/utf8.h"

#include <algorithm>
#include <string>

namespace cunji::ui {

namespace {

constexpr int kMostInBadge = 99;

}  // namespace

void draw_badge(Ui& ui, ImVec2 middle, int number, Tone tone) {
    const std::string text =
        number > kMostInBadge ? std::to_string(kMostInBadge) + "+" : std::to_string(number);
    const float width = text_width(ui, Size::Small, text);
    const float height = ui.d(20);
    const float half = std::max(height, width + ui.d(10)) / 2;
    const ImRect box({middle.x - half, middle.y - height / 2},
                     {middle.x + half, middle.y + height / 2});
    const TonePair& colors = ui.theme().tone(tone);
    fill_box(ui, box, colors.text, height / 2);
    draw_text_in(ui, Size::Small, box, colors.fill, text, true, 0.5F);
}

ImVec2 pill_size(const Ui& ui, const Pill& pill) {
    const float icon = pill.icon == Icon::None ? 0 : icon_width(ui, Size::Small) + ui.d(4);
    return {icon + text_width(ui, Size::Small, pill.text) + ui.d(20),
            std::max(ui.d(28), line_height(ui, Size::Small) + ui.d(4))};
}

void draw_pill(Ui& ui, ImVec2 at, const Pill& pill) {
    const ImVec2 size = pill_size(ui, pill);
    const ImRect box(at, {at.x + size.x, at.y + size.y});
    const TonePair& colors = ui.theme().tone(pill.tone);
    fill_box(ui, box, colors.fill, size.y / 2);
    // In the sun the fills look alike; an edge keeps the shape.
    if (ui.theme().name == ThemeName::Outdoor) stroke_box(ui, box, colors.text, size.y / 2);
    float x = box.Min.x + ui.d(10);
    if (pill.icon != Icon::None) {
        const float icon = icon_width(ui, Size::Small);
        draw_icon(ui, pill.icon, {x + icon / 2, box.GetCenter().y}, colors.text, Size::Small);
        x += icon + ui.d(4);
    }
    draw_text_in(ui, Size::Small, {{x, box.Min.y}, {box.Max.x, box.Max.y}}, colors.text, pill.text);
}

void draw_avatar(Ui& ui, ImVec2 middle, float radius, std::string_view name) {
    const std::string_view first = first_character(name);
    const auto& colors = ui.theme().avatars;
    std::size_t sum = 0;
    for (const char c : first)
        sum += static_cast<unsigned char>(c);
    const TonePair& pair = colors.at(sum % colors.size());
    ImGui::GetWindowDrawList()->AddCircleFilled(middle, radius, pair.fill);
    const Size size = radius > ui.d(26) ? Size::Title : Size::Body;
    draw_text_in(ui, size,
                 {{middle.x - radius, middle.y - radius}, {middle.x + radius, middle.y + radius}},
                 pair.text, first, true, 0.5F);
}

void draw_icon_disc(Ui& ui, ImVec2 middle, float radius, Icon icon, Tone tone) {
    const TonePair& pair = ui.theme().tone(tone);
    ImGui::GetWindowDrawList()->AddCircleFilled(middle, radius, pair.fill);
    draw_icon(ui, icon, middle, pair.text, radius > ui.d(26) ? Size::Title : Size::Body);
}

Icon icon_of(Tone tone) {
    switch (tone) {
        case Tone::Neutral:
            return Icon::Info;
        case Tone::Good:
            return Icon::CheckCircle;
        case Tone::Info:
            return Icon::Info;
        case Tone::Warn:
            return Icon::Warning;
        case Tone::Bad:
            return Icon::Error;
    }
    return Icon::Info;
}

}  // namespace cunji::ui
