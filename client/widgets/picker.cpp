#include "client/widgets/button_paint.h"
#include "client/widgets/choice.h"
#include "client/widgets/choice_paint.h"
#include "client/widgets/dialog.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/list_paint.h"
#include "client/widgets/paint.h"
#include "client/widgets/status.h"
#include "client/widgets/virtual_rows.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>

namespace cunji::ui {

namespace {

constexpr std::size_t kSearchFrom = 8;  ///< fewer are seen at once

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Indices of what the sheet shows: all when the screen searches itself.
std::vector<std::size_t> found(const PickerSheet& sheet, std::string_view query) {
    std::vector<std::size_t> out(sheet.count);
    std::iota(out.begin(), out.end(), 0U);
    if (sheet.query || query.empty()) return out;
    const std::string part = lower(query);
    out.erase(std::remove_if(out.begin(), out.end(),
                             [&](std::size_t i) {
                                 const PickerItem item = sheet.item(i);
                                 return lower(item.title).find(part) == std::string::npos &&
                                        lower(item.subtitle).find(part) == std::string::npos;
                             }),
              out.end());
    return out;
}

void draw_item(Ui& ui, const PickerSheet& sheet, const PickerItem& one, const ImRect& box,
               const ItemState& state) {
    if (!state.visible) return;
    ListRow row{.id = one.id,
                .title = one.title,
                .subtitle = one.subtitle,
                .opens = false,
                .selected = one.chosen && !sheet.many};
    draw_list_row(ui, row, box, state, ui.d(8));
    const ImVec2 mark{box.Max.x - ui.d(22), std::floor(box.GetCenter().y)};
    if (sheet.many) {
        draw_mark(ui, mark, {.on = one.chosen});
    } else if (one.chosen) {
        draw_icon(ui, Icon::Check, mark, ui.theme().primary_text);
    }
}

}  // namespace

PickerResult picker_sheet(Ui& ui, const PickerSheet& sheet) {
    PickerResult result;
    std::string& own = ui.state().texts[id_of(sheet.id)];
    int& last_frame = ui.state().kept_int(id_of(sheet.id), -2);
    if (last_frame + 1 < ImGui::GetFrameCount()) own.clear();
    last_frame = ImGui::GetFrameCount();
    const std::string query = sheet.query.value_or(own);
    const bool searches = sheet.query || sheet.count >= kSearchFrom;
    const auto body = [&] {
        if (searches) {
            const auto typed_text = search_field(
                ui, {.id = "query",
                     .value = query,
                     .hint = sheet.hint.empty() ? std::string_view(ui.words().search) : sheet.hint,
                     .focus = true});
            if (typed_text && sheet.query) result.query = typed_text;
            if (typed_text && !sheet.query) own = *typed_text;
        }
        const std::vector<std::size_t> shown = found(sheet, own);
        if (shown.empty()) {
            empty_state(ui, {.icon = Icon::Search, .title = ui.words().nothing_found});
            return;
        }
        PickerItem one;
        const float room = ImGui::GetContentRegionAvail().y - ui.d(8);
        const bool two_lines = !sheet.item(shown.front()).subtitle.empty();
        const float row = two_lines ? list_row_height(ui) : std::max(ui.d(54), control_height(ui));
        const auto picked = virtual_rows(
            ui, id_of("##rows"),
            {.count = shown.size(),
             .row_height = row,
             .height = std::max(room, row),
             .spec =
                 [&](std::size_t i) {
                     one = sheet.item(shown.at(i));
                     return ItemSpec{.name = one.id, .label = one.title, .checked = one.chosen};
                 },
             .draw = [&](std::size_t /*i*/, const ImRect& box,
                         const ItemState& state) { draw_item(ui, sheet, one, box, state); }});
        if (picked) result.picked = sheet.item(shown.at(*picked)).id;
    };
    const auto foot = [&] {
        if (button(ui, {.id = "done",
                        .label = ui.words().done,
                        .kind = ButtonKind::Primary,
                        .full_width = true}))
            result.closed = true;
    };
    // As high as a short list needs; a long one fills what there is.
    const auto lines = static_cast<float>(sheet.count);
    const float height =
        searches ? 640 : std::min(640.0F, 66 + lines * 74 + (sheet.many ? 90.0F : 20.0F));
    const bool closed = ui::sheet(ui, {.id = sheet.id, .title = sheet.title, .height = height},
                                  body, sheet.many ? Contents(foot) : Contents());
    result.closed = result.closed || closed;
    return result;
}

std::optional<std::string> picker_field(Ui& ui, const Choice& choice) {
    const FieldFrame frame(ui, choice.id, choice.label, choice.notes);
    int& open = ui.state().kept_int(id_of("##open"), 0);
    const auto& options = choice.options;
    const auto at = std::find_if(options.begin(), options.end(),
                                 [&](const Option& one) { return one.id == choice.value; });
    const ImRect box = place(ui.width(), control_height(ui));
    const ItemState state =
        item(ui, id_of("##field"), box,
             {.name = choice.id, .label = choice.label, .enabled = choice.notes.enabled});
    field_box(ui, box, state.held, !choice.notes.problem.empty(), choice.notes.enabled);
    if (state.ring) focus_ring(ui, box, control_radius(ui));
    ImRect inner = box;
    inner.Min.x += ui.d(14);
    inner.Max.x -= ui.d(44);
    const bool set = at != options.end();
    draw_text_in(ui, Size::Body, inner,
                 set && choice.notes.enabled ? ui.theme().ink : ui.theme().ink_soft,
                 set                    ? std::string_view(at->label)
                 : choice.value.empty() ? std::string_view(ui.words().choose)
                                        : choice.value);
    draw_icon(ui, Icon::Down, {box.Max.x - ui.d(24), box.GetCenter().y}, ui.theme().ink_soft);
    if (state.pressed) open = 1;
    if (open == 0) return std::nullopt;
    const PickerResult result = picker_sheet(
        ui, {.id = "options",
             .title = choice.label,
             .count = options.size(),
             .item = [&](std::size_t i) {
                 const Option& one = options.at(i);
                 return PickerItem{one.id, one.label, one.note, one.id == choice.value};
             }});
    if (result.closed || result.picked) open = 0;
    return result.picked == choice.value ? std::nullopt : result.picked;
}

}  // namespace cunji::ui
