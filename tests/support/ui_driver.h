#pragma once

#include "client/widgets/fonts.h"
#include "client/widgets/recorder.h"
#include "client/widgets/ui.h"
#include "shared/policy/texts.h"

#include <imgui.h>

#include <functional>
#include <string>
#include <string_view>

namespace cunji {

struct ScreenShape {
    float width = 1280;
    float height = 800;
};

inline constexpr ScreenShape kDesktop{1280, 800};
inline constexpr ScreenShape kPhone{412, 892};

/// A person in front of the window, without a window: sees what is drawn, presses what can be
/// pressed, types. No GPU and no display are needed.
///
///     UiDriver person(kPhone, UiDriver::in_window([&](Ui& ui) { draw_home(ui, view, commands);
///     })); person.click("新增住户");
///
/// Whatever cannot be done (nothing of that name, not enabled, covered) throws a
/// std::runtime_error that lists what there is.
class UiDriver {
public:
    using Draw = std::function<void(Ui&)>;

    UiDriver(ScreenShape shape, Draw draw, ui::UiSettings settings = {},
             PictureSource* pictures = nullptr, Language language = Language::Chinese);
    ~UiDriver();
    UiDriver(const UiDriver&) = delete;
    UiDriver& operator=(const UiDriver&) = delete;

    /// A page without the bars of the program: what draw_frame() would do around it.
    static Draw in_window(Draw draw);

    void frame(int count = 1);
    /// Lets so many seconds pass in one frame.
    void wait(float seconds);

    /// By the label, whole or in part, or by the id that the screen gave. Scrolls there first. With
    /// several of that label, the first.
    void click(std::string_view what);
    /// The one of several that is nearest below the text, as under the heading of a column.
    void click_below(std::string_view text, std::string_view what);
    void click_at(ImVec2 place);
    /// Down, in ten steps over there, up.
    void drag(ImVec2 from, ImVec2 to);
    /// A stroke across what can be seen of the item, corner to corner. Scrolls there first.
    void stroke(std::string_view what);
    void press(ImVec2 place);
    void move(ImVec2 place);
    void release();
    /// Notches of the wheel at the place; negative: down.
    void wheel(ImVec2 place, float notches);
    /// Into what has the keyboard.
    void type(std::string_view utf8);
    void key(ImGuiKey key, bool ctrl = false, bool shift = false);

    [[nodiscard]] bool sees(std::string_view text) const { return recorder_.sees(text); }

    /// Scrolls down, then up, until the text is in sight.
    bool finds(std::string_view text);

    /// The item of that label or id, in sight or not.
    [[nodiscard]] const ui::SeenItem& item(std::string_view what) const;
    [[nodiscard]] bool has(std::string_view what) const;

    /// What can be seen and pressed, a line each: for a failing test.
    [[nodiscard]] std::string screen() const;

    [[nodiscard]] const ui::Recorder& recorder() const { return recorder_; }

    Ui& ui() { return ui_; }

    /// Other settings from the next frame on.
    void set(ui::UiSettings settings);

    /// The last frame as a picture, for people to look at.
    void save_png(const std::string& path) const;

private:
    [[nodiscard]] const ui::SeenItem* find(std::string_view what) const;
    [[nodiscard]] const ui::SeenItem* find_below(std::string_view text,
                                                 std::string_view what) const;
    const ui::SeenItem* bring_into_sight(std::string_view what);
    /// The same with any way of finding it.
    const ui::SeenItem* scroll_to(const std::function<const ui::SeenItem*()>& look);
    void click_on(const ui::SeenItem* found, const std::string& what);
    [[noreturn]] void fail(const std::string& why) const;

    Draw draw_;
    ImGuiContext* context_;
    Fonts fonts_;
    ui::Recorder recorder_;
    Ui ui_;
};

}  // namespace cunji
