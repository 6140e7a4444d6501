#include "tests/support/ui_driver.h"

#include "client/widgets/page.h"
#include "tests/support/ui_picture.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>

namespace cunji {

namespace {

constexpr float kFrameSeconds = 1.0F / 60;
const ImVec2 kNowhere{-FLT_MAX, -FLT_MAX};

ImGuiContext* make_context(ScreenShape shape) {
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {shape.width, shape.height};
    io.DeltaTime = kFrameSeconds;
    io.ConfigInputTextCursorBlink = false;
    for (int key = 0; key < ImGuiKey_COUNT; ++key)
        io.KeyMap[key] = key;
    return context;
}

ui::UiWords words_of(Language language) {
    const Texts texts(language);
    return ui::make_ui_words([&](std::string_view key) {
        return texts(Message{std::string(key), {}});
    });
}

ImVec2 middle_of(const ui::SeenItem& item) {
    const ui::Rect& box = item.rect;
    const ui::Rect& clip = item.clip;
    return {(std::max(box.left, clip.left) + std::min(box.right, clip.right)) / 2,
            (std::max(box.top, clip.top) + std::min(box.bottom, clip.bottom)) / 2};
}

}  // namespace

UiDriver::UiDriver(ScreenShape shape, Draw draw, ui::UiSettings settings, PictureSource* pictures,
                   Language language)
    : draw_(std::move(draw)),
      context_(make_context(shape)),
      fonts_(FontFiles::of_system()),
      ui_(fonts_, pictures, words_of(language), &recorder_) {
    set(settings);
    frame(3);
}

UiDriver::~UiDriver() {
    ImGui::DestroyContext(context_);
}

UiDriver::Draw UiDriver::in_window(Draw draw) {
    return [draw = std::move(draw)](Ui& ui) { ui::shell(ui, {.bare = true}, [&] { draw(ui); }); };
}

void UiDriver::set(ui::UiSettings settings) {
    ImGui::SetCurrentContext(context_);
    fonts_.build(settings.scale, settings.large_text ? TextMode::Large : TextMode::Normal);
    ui_.set(settings);
}

void UiDriver::frame(int count) {
    ImGui::SetCurrentContext(context_);
    for (int i = 0; i < count; ++i) {
        do {
            fonts_.begin_frame();
            ImGui::NewFrame();
            ui_.begin_frame();
            draw_(ui_);
            ui_.end_frame();
            ImGui::Render();
        } while (fonts_.full());
    }
}

void UiDriver::wait(float seconds) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().DeltaTime = seconds;
    frame();
    ImGui::GetIO().DeltaTime = kFrameSeconds;
    frame();
}

bool UiDriver::has(std::string_view what) const {
    return find(what) != nullptr;
}

const ui::SeenItem& UiDriver::item(std::string_view what) const {
    const ui::SeenItem* found = find(what);
    if (found == nullptr) fail("there is no \"" + std::string(what) + "\"");
    return *found;
}

const ui::SeenItem* UiDriver::find(std::string_view what) const {
    const auto& items = recorder_.items();
    int top = 0;
    for (const ui::SeenItem& one : items)
        top = std::max(top, one.layer);
    // Word for word before in part, in sight before elsewhere, the layer in front before others.
    const auto first = [&](const auto& matches) -> const ui::SeenItem* {
        const ui::SeenItem* hidden = nullptr;
        for (const ui::SeenItem& one : items) {
            if (one.layer != top || !matches(one)) continue;
            if (one.visible()) return &one;
            if (hidden == nullptr) hidden = &one;
        }
        return hidden;
    };
    const auto* found =
        first([&](const ui::SeenItem& one) { return one.label == what || one.name == what; });
    if (found == nullptr)
        found = first(
            [&](const ui::SeenItem& one) { return one.label.find(what) != std::string::npos; });
    return found;
}

const ui::SeenItem* UiDriver::find_below(std::string_view text, std::string_view what) const {
    const ui::SeenText* above = nullptr;
    const auto better = [&](const ui::SeenText& one) {
        if (above == nullptr) return true;
        const bool whole = one.text == text;
        const bool whole_above = above->text == text;
        return whole != whole_above ? whole : one.visible() && !above->visible();
    };
    for (const ui::SeenText& one : recorder_.texts()) {
        if (one.text.find(text) != std::string::npos && better(one)) above = &one;
    }
    if (above == nullptr) return nullptr;
    const auto distance = [&](const ui::SeenItem& item) {
        return std::hypot(item.rect.left - above->rect.left, item.rect.top - above->rect.top);
    };
    const ui::SeenItem* nearest = nullptr;
    for (const ui::SeenItem& one : recorder_.items()) {
        if (one.layer != above->layer || one.rect.top < above->rect.top) continue;
        if (one.label != what && one.name != what) continue;
        if (nearest == nullptr || distance(one) < distance(*nearest)) nearest = &one;
    }
    return nearest;
}

const ui::SeenItem* UiDriver::bring_into_sight(std::string_view what) {
    return scroll_to([&] { return find(what); });
}

const ui::SeenItem* UiDriver::scroll_to(const std::function<const ui::SeenItem*()>& look) {
    constexpr int kMostTurns = 400;
    frame();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const ui::SeenItem* found = look();
    for (int turn = 0; turn < kMostTurns && (found == nullptr || !found->visible()); ++turn) {
        const bool above = found != nullptr && found->rect.top < found->clip.top;
        const ImVec2 place = found == nullptr ? ImVec2{size.x * 0.6F, size.y * 0.5F}
                                              : ImVec2{(found->clip.left + found->clip.right) / 2,
                                                       (found->clip.top + found->clip.bottom) / 2};
        const std::string before = screen();
        wheel(place, above ? 1 : -1);
        found = look();
        if (screen() == before && (found == nullptr || !found->visible())) break;
    }
    return found;
}

void UiDriver::click(std::string_view what) {
    click_on(bring_into_sight(what), std::string(what));
}

void UiDriver::click_below(std::string_view text, std::string_view what) {
    click_on(scroll_to([&] { return find_below(text, what); }),
             std::string(what) + "\" below \"" + std::string(text));
}

void UiDriver::click_on(const ui::SeenItem* found, const std::string& what) {
    if (found == nullptr) fail("there is no \"" + what + "\" to press");
    if (!found->enabled) fail("\"" + what + "\" cannot be pressed now");
    if (!found->visible()) fail("\"" + what + "\" cannot be brought into sight");
    const std::uint32_t id = found->id;
    const ImVec2 place = middle_of(*found);
    move(place);
    if (ImGui::GetCurrentContext()->HoveredId != id)
        fail("\"" + what + "\" is covered by something else");
    click_at(place);
}

void UiDriver::click_at(ImVec2 place) {
    press(place);
    release();
    move(kNowhere);
}

void UiDriver::move(ImVec2 place) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().MousePos = place;
    frame();
}

void UiDriver::press(ImVec2 place) {
    move(place);
    ImGui::GetIO().MouseDown[0] = true;
    frame();
}

void UiDriver::release() {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().MouseDown[0] = false;
    frame(2);
}

void UiDriver::drag(ImVec2 from, ImVec2 to) {
    constexpr int kSteps = 10;
    press(from);
    for (int i = 1; i <= kSteps; ++i) {
        const float share = static_cast<float>(i) / kSteps;
        move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    release();
}

void UiDriver::stroke(std::string_view what) {
    constexpr float kInset = 0.2F;
    const ui::SeenItem* found = bring_into_sight(what);
    if (found == nullptr || !found->visible())
        fail("there is no \"" + std::string(what) + "\" to draw on");
    const float left = std::max(found->rect.left, found->clip.left);
    const float right = std::min(found->rect.right, found->clip.right);
    const float top = std::max(found->rect.top, found->clip.top);
    const float bottom = std::min(found->rect.bottom, found->clip.bottom);
    const ImVec2 inset{(right - left) * kInset, (bottom - top) * kInset};
    drag({left + inset.x, top + inset.y}, {right - inset.x, bottom - inset.y});
}

void UiDriver::wheel(ImVec2 place, float notches) {
    move(place);
    ImGui::GetIO().MouseWheel = notches;
    frame();
    ImGui::GetIO().MouseWheel = 0;
    frame();
    move(kNowhere);
}

void UiDriver::type(std::string_view utf8) {
    ImGui::SetCurrentContext(context_);
    if (!ImGui::GetIO().WantTextInput) fail("nothing has the keyboard");
    ImGui::GetIO().AddInputCharactersUTF8(std::string(utf8).c_str());
    frame(2);
}

void UiDriver::key(ImGuiKey key, bool ctrl, bool shift) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    const auto hold = [&](bool down) {
        io.KeyCtrl = down && ctrl;
        io.KeyShift = down && shift;
        io.KeyMods =
            (io.KeyCtrl ? ImGuiKeyModFlags_Ctrl : 0) | (io.KeyShift ? ImGuiKeyModFlags_Shift : 0);
        io.KeysDown[key] = down;
        frame(down ? 1 : 2);
    };
    hold(true);
    hold(false);
}

bool UiDriver::finds(std::string_view text) {
    constexpr int kMostTurns = 60;
    frame();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const auto turn = [&](float notches) {
        for (int count = 0; count < kMostTurns && !sees(text); ++count)
            wheel({size.x * 0.6F, size.y * 0.5F}, notches);
        return sees(text);
    };
    return turn(-1) || turn(1);  // it may have been passed before it was looked for
}

std::string UiDriver::screen() const {
    std::ostringstream out;
    out << "seen:\n";
    for (const ui::SeenText& text : recorder_.texts())
        if (text.visible()) out << "  " << text.text << '\n';
    out << "to press:\n";
    for (const ui::SeenItem& one : recorder_.items()) {
        if (!one.visible()) continue;
        out << "  [" << one.name << "] " << one.label << (one.enabled ? "" : " (not now)")
            << (one.checked ? " (chosen)" : "") << '\n';
    }
    return out.str();
}

void UiDriver::fail(const std::string& why) const {
    throw std::runtime_error(why + "\n" + screen());
}

void UiDriver::save_png(const std::string& path) const {
    ImGui::SetCurrentContext(context_);
    write_png(paint(*ImGui::GetDrawData()), path);
}

}  // namespace cunji
