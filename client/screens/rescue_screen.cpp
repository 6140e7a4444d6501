#include "client/screens/rescue_screen.h"

#include "client/widgets/widgets.h"

namespace cunji {

namespace {

using Pressed = std::vector<rescue::Command>;

void draw_copy(Ui& ui, const RescueView& view, Pressed& pressed) {
    ui::card(ui, {.id = "copy", .title = view.step_copy}, [&] {
        const auto typed = ui::text_field(ui, {.id = "folder",
                                               .label = view.folder_label,
                                               .value = view.folder,
                                               .notes = {.enabled = view.busy.empty()}});
        if (typed) pressed.emplace_back(rescue::TypeFolder{*typed});
        ui::gap(ui);
        const bool copy = ui::button(ui, {.id = "copy_go",
                                          .label = view.copy,
                                          .icon = ui::Icon::Usb,
                                          .kind = ui::ButtonKind::Primary,
                                          .enabled = view.can_copy});
        if (copy) pressed.emplace_back(rescue::BackUp{});
    });
}

void draw_mend(Ui& ui, const RescueView& view, Pressed& pressed) {
    ui::card(ui, {.id = "mend", .title = view.step_mend}, [&] {
        ui::text(ui, view.mend_text, {.ink = ui::Ink::Soft});
        const bool mend = ui::button(ui, {.id = "mend_go",
                                          .label = view.mend,
                                          .enabled = view.can_mend,
                                          .reason = view.why_not});
        if (mend) pressed.emplace_back(rescue::Mend{});
        ui::gap(ui);
        ui::text(ui, view.anew_text, {.ink = ui::Ink::Soft});
        const bool anew = ui::button(ui, {.id = "anew_go",
                                          .label = view.anew,
                                          .kind = ui::ButtonKind::Danger,
                                          .enabled = view.can_mend,
                                          .reason = view.why_not});
        if (anew) pressed.emplace_back(rescue::BeginAnew{});
    });
}

}  // namespace

Pressed draw_rescue(Ui& ui, const RescueView& view) {
    constexpr float kReadable = 640;
    Pressed pressed;
    ui::shell(ui, {.bare = true}, [&] {
        ui::page(ui, {.id = "rescue", .title = view.title, .max_width = kReadable}, [&] {
            ui::banner(ui, {.id = "problem", .tone = ui::Tone::Bad, .text = view.problem});
            ui::text(ui, view.calm, {.ink = ui::Ink::Soft});
            if (!view.said.empty()) {
                ui::banner(ui, {.id = "said",
                                .tone = view.said_bad ? ui::Tone::Warn : ui::Tone::Good,
                                .text = view.said});
            }
            if (!view.busy.empty()) ui::note(ui, view.busy);
            if (view.damaged) {
                draw_copy(ui, view, pressed);
                draw_mend(ui, view, pressed);
            }
            const std::string action =
                ui::actions(ui, {{.id = "again", .label = view.again, .icon = ui::Icon::Refresh},
                                 {.id = "quit", .label = view.quit}});
            if (action == "again") pressed.emplace_back(rescue::TryAgain{});
            if (action == "quit") pressed.emplace_back(rescue::Quit{});
        });
    });
    return pressed;
}

}  // namespace cunji
