#include "client/screens/settings_screen.h"

#include "client/model/settings.h"
#include "client/model/shell.h"
#include "client/screens/settings_sheets.h"
#include "client/widgets/widgets.h"

#include <optional>

namespace cunji {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void draw_people(Ui& ui, const SettingsView& view, Commands& commands) {
    const bool add =
        ui::section(ui, {.title = view.people_title, .id = "add", .action = view.add_person});
    if (add) commands.push(settings::AddPerson{});
    ui::card(ui, {.id = "people"}, [&] {
        for (const PersonRow& person : view.people) {
            const bool chosen = ui::list_row(ui, {.id = person.id,
                                                  .title = person.title,
                                                  .subtitle = person.subtitle,
                                                  .avatar = person.title,
                                                  .opens = !person.current,
                                                  .selected = person.current});
            if (chosen && !person.current) commands.push(settings::SwitchTo{person.id});
        }
    });
}

std::optional<std::string> pick(Ui& ui, std::string_view id, std::string_view label,
                                std::string_view value, const Pairs& pairs) {
    std::vector<ui::Option> options;
    options.reserve(pairs.size());
    for (const auto& [option, text] : pairs)
        options.push_back({option, text, {}, true});
    return ui::segmented(ui, {.id = id, .label = label, .value = value, .options = options});
}

void draw_look(Ui& ui, const SettingsView& view, Commands& commands) {
    ui::section(ui, {.title = view.look_title});
    ui::card(ui, {.id = "look"}, [&] {
        if (const auto language =
                pick(ui, "language", view.language_label, view.language, view.languages)) {
            commands.push(settings::ChooseLanguage{*language == "en" ? Language::English
                                                                     : Language::Chinese});
        }
        if (const auto text = pick(ui, "text", view.text_label, view.text, view.texts))
            commands.push(settings::ChooseLargeText{*text == "large"});
        if (const auto theme = pick(ui, "theme", view.theme_label, view.theme, view.themes)) {
            ThemeKind kind = ThemeKind::Light;
            if (*theme == "outdoor") kind = ThemeKind::Outdoor;
            if (*theme == "dark") kind = ThemeKind::Dark;
            commands.push(settings::ChooseTheme{kind});
        }
        if (const auto lock = pick(ui, "lock", view.lock_label, view.lock, view.locks))
            commands.push(settings::ChooseLock{std::stoi(*lock)});
        if (ui::button(ui, {.id = "lock_now", .label = view.lock_now}))
            commands.push(settings::LockNow{});
    });
}

void draw_line(Ui& ui, const SettingsLine& line) {
    ui::key_value(ui, {.label = line.label,
                       .value = line.value,
                       .note = line.note,
                       .tone = line.warn ? ui::Tone::Warn : ui::Tone::Neutral});
}

void draw_storage(Ui& ui, const SettingsView& view, Commands& commands) {
    ui::section(ui, {.title = view.storage_title});
    ui::card(ui, {.id = "storage"}, [&] {
        ui::progress(ui, {.share = view.gauge.share,
                          .label = view.gauge.label,
                          .value = view.gauge.value,
                          .tone = view.gauge.warn ? ui::Tone::Warn : ui::Tone::Good});
        if (view.gauge.warn) {
            ui::banner(ui, {.id = "disk", .tone = ui::Tone::Warn, .text = view.gauge.warning});
        }
        for (const SettingsLine& line : view.gauge.lines)
            draw_line(ui, line);
        ui::gap(ui);
        const bool back_up =
            ui::button(ui, {.id = "backup", .label = view.back_up, .icon = ui::Icon::Usb});
        if (back_up) commands.push(settings::OpenSheet{settings::SheetKind::Backup});
    });
}

void draw_rest(Ui& ui, const SettingsView& view, Commands& commands) {
    ui::section(ui, {.title = view.clock_title});
    ui::card(ui, {.id = "clock"}, [&] { draw_line(ui, view.clock); });
    const bool watched = ui::section(
        ui, {.title = view.watched_title, .id = "watched", .action = view.watched_action});
    if (watched) commands.push(settings::OpenSheet{settings::SheetKind::Watched});
    ui::card(ui, {.id = "watched_card"},
             [&] { ui::text(ui, view.watched_text, {.ink = ui::Ink::Soft}); });
    const bool licences =
        ui::section(ui, {.title = view.about_title, .id = "licences", .action = view.licences});
    if (licences) commands.push(settings::OpenSheet{settings::SheetKind::Licences});
    ui::card(ui, {.id = "about"}, [&] { ui::text(ui, view.about_text, {.ink = ui::Ink::Soft}); });
}

}  // namespace

void draw_settings(Ui& ui, const SettingsView& view, Commands& commands) {
    constexpr float kReadable = 760;
    // A main page on a wide screen, lies on another on a phone.
    const ui::Page page{
        .id = "settings", .title = view.title, .back = !ui.wide(), .max_width = kReadable};
    const ui::PageResult pressed = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui);
            return;
        }
        draw_people(ui, view, commands);
        draw_look(ui, view, commands);
        ui::section(ui, {.title = view.device_title});
        ui::card(ui, {.id = "device"}, [&] {
            for (const SettingsLine& line : view.device)
                draw_line(ui, line);
        });
        draw_storage(ui, view, commands);
        draw_rest(ui, view, commands);
    });
    if (pressed.back) commands.push(shell::Back{});
    draw_settings_sheets(ui, view, commands);
}

}  // namespace cunji
