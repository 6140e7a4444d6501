#include "client/widgets/list.h"

#include "client/widgets/item.h"
#include "client/widgets/list_paint.h"
#include "client/widgets/paint.h"
#include "client/widgets/status.h"
#include "client/widgets/status_paint.h"
#include "client/widgets/virtual_rows.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

void row_ground(Ui& ui, const ImRect& box, const ItemState& state, bool selected, float radius) {
    const Theme& theme = ui.theme();
    const Color color = state.held      ? theme.sunken
                        : selected      ? theme.primary_soft
                        : state.hovered ? mix(theme.surface, theme.sunken, 0.6F)
                                        : 0;
    if (color != 0) fill_box(ui, box, color, radius);
    if (!state.ring) return;
    ImRect ring = box;
    ring.Expand(-ui.d(3));
    focus_ring(ui, ring, ui.d(6));
}

/// How the width of a row is shared out.
struct RowParts {
    float left = 0;      ///< disc
    float right = 0;     ///< pill, count, chevron
    float words = 0;     ///< of the title
    float subtitle = 0;  ///< ... less the pill, where that stands beside it
};

void row_line(Ui& ui, const ImRect& box, float left) {
    fill_box(ui, {{box.Min.x + left, box.Max.y - std::max(1.0F, ui.d(1))}, box.Max},
             ui.theme().line, 0);
}

void draw_cells(Ui& ui, const RecordList& list, const std::vector<float>& edges, const ImRect& box,
                const RecordRow& row) {
    for (std::size_t i = 0; i < list.columns.size() && i < row.cells.size(); ++i) {
        const Cell& cell = row.cells.at(i);
        const ImRect at(
            {box.Min.x + edges.at(i), box.Min.y},
            {box.Min.x + edges.at(i + 1) - ui.d(list.columns.at(i).right ? 32 : 16), box.Max.y});
        if (cell.pill) {
            if (cell.text.empty()) continue;
            const Pill pill{.tone = cell.tone, .text = cell.text};
            const float height = pill_size(ui, pill).y;
            draw_pill(ui, {at.Min.x, std::floor(at.GetCenter().y - height / 2)}, pill);
        } else {
            draw_text_in(ui, Size::Body, at, color_of(ui, cell.ink), cell.text, false,
                         list.columns.at(i).right ? 1.0F : 0.0F);
        }
    }
}

/// Left edges of the columns within the row, and the right edge of the last.
std::vector<float> column_edges(const Ui& ui, const std::vector<TableColumn>& columns,
                                float width) {
    const float side = ui.d(18);
    float fixed = 0;
    float weights = 0;
    for (const TableColumn& column : columns) {
        fixed += ui.d(column.width);
        if (column.width <= 0) weights += column.weight;
    }
    const float shared = std::max(0.0F, width - 2 * side - fixed);
    std::vector<float> edges{side};
    for (const TableColumn& column : columns) {
        const float own =
            column.width > 0 ? ui.d(column.width) : std::floor(shared * column.weight / weights);
        edges.push_back(edges.back() + own);
    }
    return edges;
}

void table_head(Ui& ui, const RecordList& list, const std::vector<float>& edges,
                const ImRect& box) {
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        const ImRect at(
            {box.Min.x + edges.at(i), box.Min.y},
            {box.Min.x + edges.at(i + 1) - ui.d(list.columns.at(i).right ? 32 : 16), box.Max.y});
        draw_text_in(ui, Size::Small, at, ui.theme().ink_soft, list.columns.at(i).title, false,
                     list.columns.at(i).right ? 1.0F : 0.0F);
    }
    row_line(ui, box, 0);
}

ItemSpec spec_of(const ListRow& row) {
    return {.name = row.id, .label = row.title, .enabled = row.opens, .checked = row.selected};
}

}  // namespace

float list_row_height(const Ui& ui) {
    return std::max(ui.d(72),
                    line_height(ui, Size::Body) + line_height(ui, Size::Small) + ui.d(18));
}

namespace {

/// On a phone the title has its line to itself: a name is not cut off for the sake of a mark.
bool pill_below(const Ui& ui, const ListRow& row) {
    return !ui.wide() && !row.pill.text.empty() && !row.subtitle.empty();
}

RowParts parts_of(const Ui& ui, const ListRow& row, float width) {
    RowParts out;
    if (row.icon != Icon::None || !row.avatar.empty()) out.left = 2 * ui.d(22) + ui.d(14);
    if (row.opens) out.right += ui.d(24);
    const float pill = row.pill.text.empty() ? 0 : pill_size(ui, row.pill).x + ui.d(10);
    const bool below = pill_below(ui, row);
    if (!below) out.right += pill;
    if (!row.trailing.empty()) out.right += text_width(ui, Size::Small, row.trailing) + ui.d(10);
    out.words = width - out.left - out.right;
    out.subtitle = out.words - (below ? pill : 0);
    return out;
}

void draw_row_words(Ui& ui, const ListRow& row, const ImRect& box, float side) {
    const Theme& theme = ui.theme();
    const RowParts parts = parts_of(ui, row, box.GetWidth() - 2 * side);
    const float middle = std::floor(box.GetCenter().y);
    const float radius = ui.d(22);
    const ImVec2 disc{box.Min.x + side + radius, middle};
    if (row.icon != Icon::None) {
        draw_icon_disc(ui, disc, radius, row.icon, row.tone);
    } else if (!row.avatar.empty()) {
        draw_avatar(ui, disc, radius, row.avatar);
    }
    float right = box.Max.x - side;
    if (row.opens) {
        draw_icon(ui, Icon::Right, {right - ui.d(8), middle}, theme.ink_soft);
        right -= ui.d(24);
    }
    const bool below = pill_below(ui, row);
    if (!row.pill.text.empty() && !below) {
        const ImVec2 size = pill_size(ui, row.pill);
        draw_pill(ui, {right - size.x, std::floor(middle - size.y / 2)}, row.pill);
        right -= size.x + ui.d(10);
    }
    if (!row.trailing.empty()) {
        const float width = text_width(ui, Size::Small, row.trailing);
        draw_text_in(ui, Size::Small, {{right - width, box.Min.y}, {right, box.Max.y}},
                     theme.ink_soft, row.trailing);
    }
    // As many lines as the row was made for, else cut at the edge.
    const auto height = [&](Size size, float width, const std::string& words) {
        return words.empty() ? 0 : paragraph_height(ui, size, width, words);
    };
    float title = height(Size::Body, parts.words, row.title);
    float subtitle = height(Size::Small, parts.subtitle, row.subtitle);
    const bool whole = title + subtitle <= box.GetHeight() - ui.d(8);
    if (!whole) {
        title = line_height(ui, Size::Body);
        subtitle = row.subtitle.empty() ? 0 : line_height(ui, Size::Small);
    }
    const float left = box.Min.x + side + parts.left;
    const float y = std::floor(middle - (title + subtitle) / 2);
    if (whole) {
        draw_paragraph(ui, Size::Body, {left, y}, parts.words, theme.ink, row.title);
        if (subtitle > 0)
            draw_paragraph(ui, Size::Small, {left, y + title}, parts.subtitle, theme.ink_soft,
                           row.subtitle);
    } else {
        draw_text_in(ui, Size::Body, {{left, y}, {left + parts.words, y + title}}, theme.ink,
                     row.title);
        draw_text_in(ui, Size::Small,
                     {{left, y + title}, {left + parts.subtitle, y + title + subtitle}},
                     theme.ink_soft, row.subtitle);
    }
    if (!below) return;
    const ImVec2 size = pill_size(ui, row.pill);
    draw_pill(ui, {right - size.x, std::floor(y + title + (subtitle - size.y) / 2)}, row.pill);
}

}  // namespace

void draw_list_row(Ui& ui, const ListRow& row, const ImRect& box, const ItemState& state,
                   float side) {
    row_ground(ui, box, state, row.selected, 0);
    draw_row_words(ui, row, box, side);
    row_line(ui, box, side + parts_of(ui, row, box.GetWidth()).left);
}

bool list_row(Ui& ui, const ListRow& row) {
    UiState& kept = ui.state();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (at.y == kept.card_top) set_cursor({at.x, at.y - kept.card_pull});
    const RowParts parts = parts_of(ui, row, ui.width());
    const float words =
        paragraph_height(ui, Size::Body, parts.words, row.title) +
        (row.subtitle.empty() ? 0
                              : paragraph_height(ui, Size::Small, parts.subtitle, row.subtitle));
    const ImRect box = place(ui.width(), std::max(list_row_height(ui), words + ui.d(18)));
    // Rows of a list touch each other; the layout keeps its distance only after the last.
    set_cursor({box.Min.x, box.Max.y});
    if (kept.row_bottom == box.Min.y) row_line(ui, {box.Min, {box.Max.x, box.Min.y}}, parts.left);
    kept.row_bottom = box.Max.y;
    ImRect face = box;
    face.Expand({ui.d(8), 0});
    const ItemState state = row.opens
                                ? item(ui, id_of(row.id), box, spec_of(row))
                                : ItemState{.visible = ImGui::IsRectVisible(box.Min, box.Max)};
    if (!state.visible) return false;
    row_ground(ui, face, state, row.selected, ui.d(8));
    draw_row_words(ui, row, box, 0);
    return state.pressed;
}

std::optional<std::size_t> record_list(Ui& ui, const RecordList& list) {
    if (list.count == 0) {
        empty_state(ui, {.title = list.empty_title, .text = list.empty_text});
        return std::nullopt;
    }
    const bool table = ui.wide() && !list.columns.empty();
    const float row_height =
        table ? std::max(ui.d(52), line_height(ui, Size::Body) + ui.d(16)) : list_row_height(ui);
    const float head = table ? std::max(ui.d(44), line_height(ui, Size::Small) + ui.d(16)) : 0;
    const float room = list.height > 0
                           ? ui.d(list.height)
                           : std::max(ImGui::GetContentRegionAvail().y - ui.d(16), 3 * row_height);
    const float edge = ui.d(6);  // keeps rows off the round corners
    const float needed = static_cast<float>(list.count) * row_height + head + edge;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const ImRect frame(start, {start.x + ui.width(), start.y + std::min(room, needed)});
    drop_shadow(ui, frame, card_radius(ui), ui.d(2));
    fill_box(ui, frame, ui.theme().surface, card_radius(ui));
    const std::vector<float> edges =
        table ? column_edges(ui, list.columns, frame.GetWidth()) : std::vector<float>{};
    if (table) table_head(ui, list, edges, {start, {frame.Max.x, start.y + head}});

    RecordRow row;
    set_cursor({start.x, start.y + head});
    const auto pressed =
        virtual_rows(ui, id_of(list.id),
                     {.count = list.count,
                      .row_height = row_height,
                      .height = frame.GetHeight() - head - edge,
                      .spec =
                          [&](std::size_t i) {
                              row = list.row(i);
                              return spec_of(row.row);
                          },
                      .draw =
                          [&](std::size_t /*i*/, const ImRect& box, const ItemState& state) {
                              if (!state.visible) return;
                              if (!table) return draw_list_row(ui, row.row, box, state, ui.d(16));
                              row_ground(ui, box, state, row.row.selected, 0);
                              draw_cells(ui, list, edges, box, row);
                              row_line(ui, box, 0);
                          }});
    stroke_box(ui, frame, ui.theme().line, card_radius(ui));
    set_cursor(start);
    place(frame.GetWidth(), frame.GetHeight());
    return pressed;
}

}  // namespace cunji::ui
