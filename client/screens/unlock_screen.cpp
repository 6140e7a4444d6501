#include "client/screens/unlock_screen.h"

#include "client/widgets/widgets.h"

namespace cunji {

namespace {

using Pressed = std::vector<unlock::Command>;

void draw_secret(Ui& ui, const UnlockView& view, Pressed& pressed) {
    const auto typed = ui::text_field(ui, {.id = "passphrase",
                                           .label = view.passphrase_label,
                                           .value = view.passphrase,
                                           .hint = view.passphrase_hint,
                                           .notes = {.enabled = !view.busy},
                                           .keyboard = ui::Keyboard::Secret,
                                           .focus = view.page == unlock::Page::Open,
                                           .goes = view.page == unlock::Page::Open});
    if (typed) pressed.emplace_back(unlock::Type{*typed});
    if (view.page == unlock::Page::Open) return;
    const auto again = ui::text_field(ui, {.id = "again",
                                           .label = view.again_label,
                                           .value = view.again,
                                           .notes = {.enabled = !view.busy},
                                           .keyboard = ui::Keyboard::Secret,
                                           .goes = true});
    if (again) pressed.emplace_back(unlock::TypeAgain{*again});
}

/// The request as it goes to the office, and the field for what comes back.
void draw_office(Ui& ui, const UnlockView& view, Pressed& pressed) {
    ui::text_field(ui, {.id = "request",
                        .label = view.request_label,
                        .value = view.request,
                        .lines = 4,
                        .select_all = true});
    const auto answer = ui::text_field(ui, {.id = "answer",
                                            .label = view.answer_label,
                                            .value = view.answer,
                                            .hint = view.answer_hint,
                                            .notes = {.enabled = !view.busy},
                                            .lines = 2});
    if (answer) pressed.emplace_back(unlock::TypeAnswer{*answer});
}

void draw_card(Ui& ui, const UnlockView& view, Pressed& pressed) {
    ui::card(ui, {.id = "unlock", .title = view.title, .subtitle = view.subtitle}, [&] {
        if (!view.problem.empty()) {
            ui::banner(ui, {.id = "problem", .tone = ui::Tone::Bad, .text = view.problem});
        }
        ui::scope(ui, view.fields, [&] {
            if (view.page == unlock::Page::Forgotten) draw_office(ui, view, pressed);
            draw_secret(ui, view, pressed);
        });
        if (!view.why.empty()) {
            ui::icon_text(ui, ui::Icon::Warning, view.why,
                          {.size = ui::Size::Small, .ink = ui::Ink::Soft});
        }
        ui::gap(ui);
        const bool go = ui::button(ui, {.id = "go",
                                        .label = view.go,
                                        .kind = ui::ButtonKind::Primary,
                                        .full_width = true,
                                        .enabled = !view.busy});
        if (go || ui::entered(ui)) pressed.emplace_back(unlock::Go{});
        if (!view.forgot.empty() && ui::button(ui, {.id = "forgot",
                                                    .label = view.forgot,
                                                    .kind = ui::ButtonKind::Text,
                                                    .enabled = !view.busy})) {
            pressed.emplace_back(unlock::Forget{});
        }
        if (!view.back.empty() &&
            ui::button(
                ui,
                {.id = "back", .label = view.back, .full_width = true, .enabled = !view.busy})) {
            pressed.emplace_back(unlock::Back{});
        }
    });
}

void draw_people(Ui& ui, const UnlockView& view, Pressed& pressed) {
    if (view.people.empty()) return;
    ui::section(ui, {.title = view.people_title});
    ui::card(ui, {.id = "people"}, [&] {
        for (const UnlockView::Person& person : view.people) {
            const bool chosen = ui::list_row(ui, {.id = person.folder,
                                                  .title = person.name,
                                                  .subtitle = person.role,
                                                  .avatar = person.name});
            if (chosen) pressed.emplace_back(unlock::SwitchTo{person.folder});
        }
    });
}

}  // namespace

Pressed draw_unlock(Ui& ui, const UnlockView& view) {
    constexpr float kReadable = 560;
    Pressed pressed;
    ui::shell(ui, {.bare = true}, [&] {
        ui::page(ui, {.id = "unlock", .max_width = kReadable}, [&] {
            ui::text(ui, view.product,
                     {.size = ui::Size::Number, .ink = ui::Ink::Primary, .strong = true});
            ui::text(ui, view.promise, {.ink = ui::Ink::Soft});
            ui::gap(ui);
            draw_card(ui, view, pressed);
            draw_people(ui, view, pressed);
        });
    });
    return pressed;
}

}  // namespace cunji
