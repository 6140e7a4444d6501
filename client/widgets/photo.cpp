#include "client/widgets/photo.h"

#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/pictures.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

constexpr float kShape = 0.75F;  ///< height to width of a slot

/// The box as the picture fills it, what is too much cut off at both sides.
void draw_covering(const ImRect& box, const ShownPicture& picture, float radius) {
    const float wanted = box.GetWidth() / box.GetHeight();
    const float has = picture.width / std::max(picture.height, 1.0F);
    ImVec2 from{0, 0};
    ImVec2 to{1, 1};
    if (has > wanted) {
        const float cut = (1 - wanted / has) / 2;
        from.x = cut;
        to.x = 1 - cut;
    } else {
        const float cut = (1 - has / wanted) / 2;
        from.y = cut;
        to.y = 1 - cut;
    }
    ImGui::GetWindowDrawList()->AddImageRounded(picture.texture, box.Min, box.Max, from, to,
                                                IM_COL32_WHITE, radius);
}

void dashed_box(Ui& ui, const ImRect& box, Color color, float radius) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float dash = ui.d(7);
    const float gap = ui.d(5);
    const float width = ui.d(1.5F);
    for (float x = box.Min.x + radius; x < box.Max.x - radius; x += dash + gap) {
        const float end = std::min(x + dash, box.Max.x - radius);
        list.AddLine({x, box.Min.y}, {end, box.Min.y}, color, width);
        list.AddLine({x, box.Max.y}, {end, box.Max.y}, color, width);
    }
    for (float y = box.Min.y + radius; y < box.Max.y - radius; y += dash + gap) {
        const float end = std::min(y + dash, box.Max.y - radius);
        list.AddLine({box.Min.x, y}, {box.Min.x, end}, color, width);
        list.AddLine({box.Max.x, y}, {box.Max.x, end}, color, width);
    }
    const ImVec2 inner_min{box.Min.x + radius, box.Min.y + radius};
    const ImVec2 inner_max{box.Max.x - radius, box.Max.y - radius};
    const auto arc = [&](ImVec2 middle, int from) {
        list.PathArcToFast(middle, radius, from, from + 3);
        list.PathStroke(color, 0, width);
    };
    arc(inner_min, 6);
    arc({inner_max.x, inner_min.y}, 9);
    arc(inner_max, 0);
    arc({inner_min.x, inner_max.y}, 3);
}

void draw_badge_of(Ui& ui, const ImRect& box, PhotoBadge badge) {
    const UiWords& words = ui.words();
    Pill pill;
    switch (badge) {
        case PhotoBadge::None:
            return;
        case PhotoBadge::Chosen:
            pill = {Tone::Good, words.picked, Icon::CheckCircle};
            break;
        case PhotoBadge::Uploaded:
            pill = {Tone::Good, words.uploaded, Icon::CloudDone};
            break;
        case PhotoBadge::Waiting:
            pill = {Tone::Warn, words.waiting, Icon::CloudUpload};
            break;
        case PhotoBadge::Reused:
            pill = {Tone::Bad, words.reused, Icon::Copy};
            break;
        case PhotoBadge::Unreadable:
            pill = {Tone::Bad, words.unreadable, Icon::BrokenImage};
            break;
    }
    const ImVec2 size = pill_size(ui, pill);
    draw_pill(ui, {box.Max.x - size.x - ui.d(8), box.Min.y + ui.d(8)}, pill);
}

ShownPicture find(const Ui& ui, std::string_view key, PictureSize size) {
    return ui.pictures() == nullptr ? ShownPicture{} : ui.pictures()->find(key, size);
}

void draw_picture(Ui& ui, const ImRect& box, const ShownPicture& found, float radius) {
    const Theme& theme = ui.theme();
    if (found.state == PictureState::Ready) return draw_covering(box, found, radius);
    fill_box(ui, box, theme.sunken, radius);
    const Icon icon = found.state == PictureState::Broken ? Icon::BrokenImage
                      : found.state == PictureState::Away ? Icon::Cloud
                                                          : Icon::Image;
    draw_icon(ui, icon, box.GetCenter(), theme.ink_soft, Size::Number);
}

/// A slot without a photo: what is to be taken.
void draw_waiting_slot(Ui& ui, const ImRect& box, const Photo& photo, bool held) {
    const Theme& theme = ui.theme();
    const float radius = ui.d(10);
    fill_box(ui, box, held ? theme.primary_soft : theme.surface, radius);
    dashed_box(ui, box, photo.missing ? theme.tone(Tone::Warn).text : theme.ink_soft, radius);
    const float words = line_height(ui, Size::Body);
    const float icon = em(ui, Size::Number) * 1.3F;
    const float top = box.GetCenter().y - (icon + words) / 2;
    draw_icon(ui, Icon::AddPhoto, {box.GetCenter().x, top + icon / 2}, theme.primary_text,
              Size::Number);
    draw_text_in(ui, Size::Body,
                 {{box.Min.x + ui.d(8), top + icon}, {box.Max.x - ui.d(8), top + icon + words}},
                 theme.primary_text, photo.title, true, 0.5F);
    if (!photo.missing) return;
    const Pill pill{Tone::Warn, ui.words().missing, Icon::None};
    draw_pill(ui, {box.Max.x - pill_size(ui, pill).x - ui.d(8), box.Min.y + ui.d(8)}, pill);
}

}  // namespace

bool photo_slot(Ui& ui, const Photo& photo) {
    const float width = ui.width();
    const float height = std::floor(width * kShape);
    const bool filled = !photo.picture.empty();
    const float title = filled && !photo.title.empty() ? line_height(ui, Size::Body) : 0;
    const float caption = photo.caption.empty() ? 0 : line_height(ui, Size::Small);
    const float warning =
        photo.warning.empty() ? 0 : paragraph_height(ui, Size::Small, width, photo.warning);
    const float words = title + caption + warning;
    const ImRect all = place(width, height + (words > 0 ? ui.d(6) + words : 0));
    const ImRect box(all.Min, {all.Max.x, all.Min.y + height});
    const ItemState state =
        item(ui, id_of(photo.id), all,
             {.name = photo.id, .label = photo.title.empty() ? photo.caption : photo.title});
    if (!state.visible) return false;
    const float radius = ui.d(10);
    if (filled) {
        draw_picture(ui, box, find(ui, photo.picture, PictureSize::Thumbnail), radius);
        if (state.held) fill_box(ui, box, rgb(0x000000, 0x30), radius);
        if (photo.badge == PhotoBadge::Reused || photo.badge == PhotoBadge::Unreadable)
            stroke_box(ui, box, ui.theme().tone(Tone::Bad).text, radius, 2);
        draw_badge_of(ui, box, photo.badge);
    } else {
        draw_waiting_slot(ui, box, photo, state.held || state.hovered);
    }
    if (state.ring) focus_ring(ui, box, radius);
    float y = box.Max.y + ui.d(6);
    const auto line = [&](Size size, Color color, std::string_view text, float tall) {
        if (tall > 0) draw_text_in(ui, size, {{all.Min.x, y}, {all.Max.x, y + tall}}, color, text);
        y += tall;
    };
    line(Size::Body, ui.theme().ink, photo.title, title);
    line(Size::Small, ui.theme().ink_soft, photo.caption, caption);
    if (warning > 0)
        draw_paragraph(ui, Size::Small, {all.Min.x, y}, width, ui.theme().tone(Tone::Warn).text,
                       photo.warning);
    return state.pressed;
}

PhotoGridResult photo_grid(Ui& ui, const PhotoGrid& grid) {
    PhotoGridResult result;
    const std::size_t extra = grid.add.empty() ? 0 : 1;
    ImGui::PushID(grid.id.data(), grid.id.data() + grid.id.size());
    const std::size_t count = grid.photos.size() + extra;
    // One alone is no larger than one of two.
    tiles(ui, std::max<std::size_t>(count, 2), grid.min_width, [&](std::size_t i) {
        if (i >= count) {
            place(1, 1);
        } else if (i < extra) {
            result.add = photo_slot(ui, {.id = "add", .title = std::string(grid.add)});
        } else if (photo_slot(ui, grid.photos.at(i - extra))) {
            result.opened = grid.photos.at(i - extra).id;
        }
    });
    ImGui::PopID();
    return result;
}

void picture(Ui& ui, std::string_view key, float max_height) {
    const ShownPicture found = find(ui, key, PictureSize::Large);
    const bool ready = found.state == PictureState::Ready && found.width > 0 && found.height > 0;
    const float shape = ready ? found.height / found.width : kShape;
    const float width = std::floor(std::min(ui.width(), ui.d(max_height) / shape));
    const ImRect line = place(ui.width(), std::floor(width * shape));
    const float left = std::floor(line.GetCenter().x - width / 2);
    const ImRect box({left, line.Min.y}, {left + width, line.Max.y});
    draw_picture(ui, box, found, ui.d(10));
}

}  // namespace cunji::ui
