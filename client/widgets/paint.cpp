#include "client/widgets/paint.h"

#include "client/widgets/fonts.h"
#include "client/widgets/line_break.h"
#include "client/widgets/utf8.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cunji::ui {

namespace {

TextSize face_size(Size size) {
    switch (size) {
        case Size::Small:
            return TextSize::Small;
        case Size::Body:
            return TextSize::Body;
        case Size::Title:
            return TextSize::Title;
        case Size::Number:
            return TextSize::Number;
    }
    return TextSize::Body;
}

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

constexpr std::string_view kEllipsis = "…";

float measured(const ImFont& face, std::string_view text) {
    return face.CalcTextSizeA(face.FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void put(const Ui& ui, Size size, ImVec2 at, Color color, std::string_view text, bool strong) {
    if (text.empty()) return;
    ImFont* face = font(ui, size);
    ui.fonts().ensure_glyphs(face, text);
    at = {std::floor(at.x), std::floor(at.y)};
    const char* end = text.data() + text.size();
    ImDrawList& list = canvas();
    list.AddText(face, face->FontSize, at, color, text.data(), end);
    if (!strong) return;
    // Drawn twice, a part of a pixel apart (AddText would round that away): there is one weight of
    // the face, and a second would cost memory.
    const int first = list.VtxBuffer.Size;
    list.AddText(face, face->FontSize, at, color, text.data(), end);
    const float apart = 0.035F * em(ui, size);
    for (int i = first; i < list.VtxBuffer.Size; ++i)
        list.VtxBuffer[i].pos.x += apart;
}

void report(Ui& ui, std::string_view text, const ImRect& box) {
    Recorder* recorder = ui.recorder();
    if (recorder == nullptr) return;
    const ImVec4& clip = canvas()._CmdHeader.ClipRect;
    recorder->add(SeenText{std::string(text),
                           {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                           {clip.x, clip.y, clip.z, clip.w},
                           ui.state().layer});
}

std::vector<Line> lines_of(const Ui& ui, Size size, float width, std::string_view text) {
    ImFont* face = font(ui, size);
    ui.fonts().ensure_glyphs(face, text);
    return break_lines(
        text, width, [face](char32_t c) { return face->GetCharAdvance(static_cast<ImWchar>(c)); });
}

}  // namespace

ImFont* font(const Ui& ui, Size size) {
    return ui.fonts().font(face_size(size));
}

float em(const Ui& ui, Size size) {
    return ui.fonts().em(face_size(size));
}

float line_height(const Ui& ui, Size size) {
    return font(ui, size)->FontSize;
}

float text_width(const Ui& ui, Size size, std::string_view text) {
    if (text.empty()) return 0;
    ImFont* face = font(ui, size);
    ui.fonts().ensure_glyphs(face, text);
    return std::ceil(measured(*face, text));
}

void draw_text(Ui& ui, Size size, ImVec2 at, Color color, std::string_view text, bool strong) {
    if (text.empty()) return;
    put(ui, size, at, color, text, strong);
    report(ui, text, {at, {at.x + text_width(ui, size, text), at.y + line_height(ui, size)}});
}

float draw_paragraph(Ui& ui, Size size, ImVec2 at, float width, Color color, std::string_view text,
                     bool strong) {
    const float step = line_height(ui, size);
    float y = at.y;
    for (const Line& line : lines_of(ui, size, width, text)) {
        put(ui, size, {at.x, y}, color, text.substr(line.begin, line.end - line.begin), strong);
        y += step;
    }
    report(ui, text, {at, {at.x + width, y}});
    return y - at.y;
}

float paragraph_height(const Ui& ui, Size size, float width, std::string_view text) {
    return line_height(ui, size) * static_cast<float>(lines_of(ui, size, width, text).size());
}

std::string fitting(const Ui& ui, Size size, std::string_view text, float width) {
    if (text_width(ui, size, text) <= width) return std::string(text);
    const float room = width - text_width(ui, size, kEllipsis);
    ImFont* face = font(ui, size);
    float used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const auto [c, bytes] = decode(text, end);
        used += face->GetCharAdvance(static_cast<ImWchar>(c));
        if (used > room) break;
        end += bytes;
    }
    return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

void draw_text_in(Ui& ui, Size size, const ImRect& box, Color color, std::string_view text,
                  bool strong, float align) {
    const std::string shown = fitting(ui, size, text, box.GetWidth());
    const float x = box.Min.x + (box.GetWidth() - text_width(ui, size, shown)) * align;
    const float y = box.Min.y + (box.GetHeight() - line_height(ui, size)) / 2;
    draw_text(ui, size, {x, std::floor(y)}, color, shown, strong);
}

void draw_icon(Ui& ui, Icon icon, ImVec2 middle, Color color, Size size) {
    if (icon == Icon::None) return;
    const std::string text = utf8(icon);
    ImFont* face = ui.fonts().icons(face_size(size));
    ui.fonts().ensure_glyphs(face, text);
    // By what is inked, not by the line: signs sit lower on it than letters.
    const ImFontGlyph* glyph = face->FindGlyph(static_cast<ImWchar>(icon));
    const ImVec2 at{std::round(middle.x - (glyph->X0 + glyph->X1) / 2),
                    std::round(middle.y - (glyph->Y0 + glyph->Y1) / 2)};
    canvas().AddText(face, face->FontSize, at, color, text.data(), text.data() + text.size());
}

float icon_width(const Ui& ui, Size size) {
    return std::ceil(em(ui, size) * 1.22F);
}

void fill_box(Ui& /*ui*/, const ImRect& box, Color color, float radius) {
    canvas().AddRectFilled(box.Min, box.Max, color, radius);
}

void stroke_box(Ui& ui, const ImRect& box, Color color, float radius, float width) {
    canvas().AddRect(box.Min, box.Max, color, radius, 0, std::max(1.0F, ui.d(width)));
}

void focus_ring(Ui& ui, const ImRect& box, float radius) {
    const float away = ui.d(2);
    ImRect ring = box;
    ring.Expand(away);
    canvas().AddRect(ring.Min, ring.Max, ui.theme().focus, radius + away, 0, ui.d(2.5F));
}

void drop_shadow(Ui& ui, const ImRect& box, float radius, float spread) {
    const Color color = ui.theme().shadow;
    if ((color >> 24) == 0) return;
    // Boxes that lie on the page: a line below the edge. Filling what the box will cover would
    // cost a software renderer as much as the box.
    if (spread <= ui.d(2)) {
        ImRect shade = box;
        shade.Translate({0, ui.d(1)});
        stroke_box(ui, shade, color, radius, spread / ui.settings().scale);
        return;
    }
    for (const float share : {1.0F, 0.66F, 0.33F}) {
        ImRect shade = box;
        shade.Expand(spread * share);
        shade.Translate({0, spread * 0.5F});
        canvas().AddRectFilled(shade.Min, shade.Max, color, radius + spread * share);
    }
}

float control_radius(const Ui& ui) {
    return ui.d(8);
}

float card_radius(const Ui& ui) {
    return ui.d(12);
}

float control_height(const Ui& ui) {
    return std::max(ui.d(48), line_height(ui, Size::Body) + ui.d(20));
}

void set_cursor(ImVec2 at) {
    ImGui::GetCurrentWindow()->DC.CursorPos = at;
}

ImRect place(float width, float height) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImRect box(at, {at.x + width, at.y + height});
    ImGui::ItemSize(box.GetSize(), 0);
    ImGui::ItemAdd(box, 0);
    return box;
}

void end_rows() {
    place(1, 0);
}

Region::Region(float x, float width) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    work_right_ = window->WorkRect.Max.x;
    content_right_ = window->ContentRegionRect.Max.x;
    window->WorkRect.Max.x = window->ContentRegionRect.Max.x = x + width;
    set_cursor({x, ImGui::GetCursorScreenPos().y});
    ImGui::BeginGroup();
}

Region::~Region() {
    ImGui::EndGroup();
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    window->WorkRect.Max.x = work_right_;
    window->ContentRegionRect.Max.x = content_right_;
}

Behind::Behind(Ui& ui) : state_(ui.state()), list_(&canvas()) {
    if (state_.splitter_depth == state_.splitters.size()) state_.splitters.emplace_back();
    ImDrawListSplitter& splitter = state_.splitters.at(state_.splitter_depth++);
    splitter.Split(list_, 2);
    splitter.SetCurrentChannel(list_, 1);
}

void Behind::back() {
    state_.splitters.at(state_.splitter_depth - 1).SetCurrentChannel(list_, 0);
}

Behind::~Behind() {
    state_.splitters.at(--state_.splitter_depth).Merge(list_);
}

}  // namespace cunji::ui
