#include "client/widgets/input.h"

#include "client/widgets/field_frame.h"
#include "client/widgets/focus.h"
#include "client/widgets/fonts.h"
#include "client/widgets/item.h"
#include "client/widgets/paint.h"
#include "client/widgets/soft_wrap.h"
#include "client/widgets/utf8.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace cunji::ui {

namespace {

constexpr const char* kText = "##text";
constexpr float kSide = 14;  ///< logical pixels between edge and text

/// What the callback of a box of many lines needs.
struct Wrapping {
    float width = 0;
    std::function<float(char32_t)> advance;
    std::string* last = nullptr;  ///< the wrapped text as it was after the last call
};

std::function<float(char32_t)> advance_of(const Ui& ui) {
    ImFont* face = font(ui, Size::Body);
    return [face](char32_t c) { return face->GetCharAdvance(static_cast<ImWchar>(c)); };
}

float wrap_width(const Ui& ui, float box_width) {
    return box_width - 2 * ui.d(kSide) - ui.d(2);  // room for the caret
}

/// Keeps the soft line ends where they belong after each key.
int rewrap(ImGuiInputTextCallbackData* data) {
    const auto& wrapping = *static_cast<Wrapping*>(data->UserData);
    const std::string_view now(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    auto cursor = static_cast<std::size_t>(data->CursorPos);
    const std::string meant = repair_soft(*wrapping.last, now, cursor);
    const std::string wrapped = wrap_soft(unwrap_soft(meant), wrapping.width, wrapping.advance);
    const auto moved = [&](std::size_t at) {
        return static_cast<int>(to_wrapped(wrapped, to_plain(meant, std::min(at, meant.size()))));
    };
    const bool selects = data->HasSelection();
    const int to = moved(cursor);
    const int from = moved(static_cast<std::size_t>(data->SelectionStart));
    const int until = moved(static_cast<std::size_t>(data->SelectionEnd));
    if (wrapped != now) {
        data->DeleteChars(0, data->BufTextLen);
        data->InsertChars(0, wrapped.data(), wrapped.data() + wrapped.size());
    }
    data->CursorPos = to;
    data->SelectionStart = selects ? from : to;
    data->SelectionEnd = selects ? until : to;
    *wrapping.last = wrapped;
    return 0;
}

/// Characters that will appear within this very frame.
void ensure_typed(const Ui& ui) {
    std::string typed;
    const ImGuiIO& io = ImGui::GetIO();
    for (const ImWchar c : io.InputQueueCharacters)
        append_utf8(typed, c);
    if (io.KeyCtrl && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_V))) {
        if (const char* pasted = ImGui::GetClipboardText()) typed += pasted;
    }
    if (!typed.empty()) ui.fonts().ensure_glyphs(font(ui, Size::Body), typed);
}

/// A copied text carries none of our line ends.
void clean_clipboard() {
    const char* copied = ImGui::GetClipboardText();
    if (copied == nullptr || std::string_view(copied).find("\r\n") == std::string_view::npos)
        return;
    ImGui::SetClipboardText(unwrap_soft(copied).c_str());
}

/// Escape ends typing and keeps the text; ImGui would put the old one back.
class EscapeLeaves {
public:
    EscapeLeaves(Ui& ui, ImGuiID id) : key_(ImGui::GetKeyIndex(ImGuiKey_Escape)) {
        ImGuiIO& io = ImGui::GetIO();
        before_ = io.KeysDownDuration[key_];
        if (ImGui::GetActiveID() != id || before_ != 0) return;
        io.KeysDownDuration[key_] = -1;
        ui.state().focus.escape = false;
        ImGui::ClearActiveID();
        set_focus(ui, id, true);
    }

    ~EscapeLeaves() { ImGui::GetIO().KeysDownDuration[key_] = before_; }

    EscapeLeaves(const EscapeLeaves&) = delete;
    EscapeLeaves& operator=(const EscapeLeaves&) = delete;

private:
    int key_;
    float before_ = -1;
};

/// True when the keyboard is to go to this box now.
bool takes_keyboard(Ui& ui, ImGuiID id, const Input& input, bool visible) {
    FocusState& focus = ui.state().focus;
    int& shown = ui.state().kept_int(id, -2);  // the frame it was drawn in last
    const bool appears = shown + 1 < ImGui::GetFrameCount();
    shown = ImGui::GetFrameCount();
    if (input.focus && appears) {
        set_focus(ui, id, true);
        focus.text_wanted = id;
    }
    if (focus.id == id && focus.activate && has_keys(ui, id)) {
        focus.activate = false;
        focus.text_wanted = id;
    }
    if (focus.text_wanted != id || !visible) return false;
    focus.text_wanted = 0;
    return ImGui::GetActiveID() != id;
}

void show_only(Ui& ui, const Input& input, const ImRect& box) {
    field_box(ui, box, false, input.wrong, false);
    ImRect inner = box;
    inner.Min.x += ui.d(kSide) + input.left;
    inner.Max.x -= ui.d(kSide) + input.right;
    if (input.many_lines) {
        draw_paragraph(ui, Size::Body, {inner.Min.x, inner.Min.y + ui.d(10)}, inner.GetWidth(),
                       ui.theme().ink_soft, input.value);
    } else {
        draw_text_in(ui, Size::Body, inner, ui.theme().ink_soft, input.value);
    }
}

void report_text(Ui& ui, const ImRect& box, std::string_view text) {
    Recorder* recorder = ui.recorder();
    if (recorder == nullptr || text.empty()) return;
    const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
    recorder->add(SeenText{std::string(text),
                           {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                           {clip.Min.x, clip.Min.y, clip.Max.x, clip.Max.y},
                           ui.state().layer});
}

}  // namespace

float lines_height(const Ui& ui, float width, std::string_view text, int at_least) {
    const float lines = paragraph_height(ui, Size::Body, wrap_width(ui, width), text);
    return std::max(lines, line_height(ui, Size::Body) * static_cast<float>(at_least)) +
           2 * ui.d(10);
}

std::optional<std::string> text_input(Ui& ui, const Input& input, const ImRect& box) {
    const ImGuiID id = id_of(kText);
    UiState& state = ui.state();
    const ItemSpec spec{.name = input.name,
                        .label = input.label.empty() ? input.hint : input.label,
                        .enabled = input.enabled};
    if (!input.enabled) {
        show_only(ui, input, box);
        report_item(ui, id, box, spec, false);
        return std::nullopt;
    }
    add_stop(ui, id, true);
    follow_focus(ui, id, box);
    ui.fonts().ensure_glyphs(font(ui, Size::Body), input.value);
    ui.fonts().ensure_glyphs(font(ui, Size::Body), input.hint);
    const bool visible = ImGui::IsRectVisible(box.Min, box.Max);
    const EscapeLeaves escape(ui, id);
    if (takes_keyboard(ui, id, input, visible)) ImGui::GetCurrentContext()->NavActivateInputId = id;
    const bool was_active = ImGui::GetActiveID() == id;
    if (was_active) ensure_typed(ui);
    field_box(ui, box, was_active, input.wrong, true);
    if (state.focus.id == id && state.focus.by_key && !was_active)
        focus_ring(ui, box, control_radius(ui));

    Wrapping wrapping{wrap_width(ui, box.GetWidth()), advance_of(ui), &state.texts[id]};
    std::string shown(input.value);
    if (input.many_lines) shown = wrap_soft(shown, wrapping.width, wrapping.advance);
    if (!was_active && input.many_lines) *wrapping.last = shown;
    std::vector<char> buffer(std::max(input.max_bytes + input.max_bytes / 8, shown.size()) + 1, 0);
    std::copy(shown.begin(), shown.end(), buffer.begin());

    ImGuiInputTextFlags flags = ImGuiInputTextFlags_None;
    if (input.secret) flags |= ImGuiInputTextFlags_Password;
    if (input.select_all) flags |= ImGuiInputTextFlags_AutoSelectAll;
    if (input.many_lines)
        // Its records of what to undo know nothing of line ends that move.
        flags |= static_cast<int>(ImGuiInputTextFlags_Multiline) | ImGuiInputTextFlags_NoUndoRedo |
                 ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_NoHorizontalScroll;
    const float padding_y = input.many_lines
                                ? ui.d(10)
                                : std::floor((box.GetHeight() - line_height(ui, Size::Body)) / 2);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    set_cursor({box.Min.x + input.left, box.Min.y});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{ui.d(kSide), padding_y});
    const std::string hint(input.hint);
    ImGui::InputTextEx(kText, input.many_lines || hint.empty() ? nullptr : hint.c_str(),
                       buffer.data(), static_cast<int>(buffer.size()),
                       {box.GetWidth() - input.left - input.right, box.GetHeight()}, flags,
                       input.many_lines ? rewrap : nullptr, &wrapping);
    ImGui::PopStyleVar();
    set_cursor(after);

    const bool active = ImGui::GetActiveID() == id;
    if (active && state.focus.id != id) set_focus(ui, id, false);
    if (active && input.many_lines && ImGui::GetIO().KeyCtrl) clean_clipboard();
    const ImGuiKey enter = ImGuiKey_Enter;
    if (was_active && !active && !input.many_lines &&
        ImGui::IsKeyPressed(ImGui::GetKeyIndex(enter), false)) {
        if (input.next_on_enter) focus_next(ui, id);
        if (input.goes) state.entered = true;
    }
    report_item(ui, id, box, spec, active);
    std::string text(buffer.data());
    if (input.many_lines) text = unwrap_soft(text);
    if (text.empty() && input.many_lines && !active)
        draw_text(ui, Size::Body, {box.Min.x + ui.d(kSide), box.Min.y + ui.d(10)},
                  ui.theme().ink_soft, input.hint);
    if (!input.secret) report_text(ui, box, text.empty() ? input.hint : std::string_view(text));
    if (text == input.value) return std::nullopt;
    return text;
}

}  // namespace cunji::ui
