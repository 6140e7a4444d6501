#include "client/screens/frame.h"

#include "client/model/shell.h"
#include "client/screens/conflict_screen.h"
#include "client/screens/enrol_screen.h"
#include "client/screens/form_screen.h"
#include "client/screens/home_screen.h"
#include "client/screens/household_screen.h"
#include "client/screens/households_screen.h"
#include "client/screens/meeting_screen.h"
#include "client/screens/meetings_screen.h"
#include "client/screens/photos_screen.h"
#include "client/screens/project_screen.h"
#include "client/screens/projects_screen.h"
#include "client/screens/publicity_screen.h"
#include "client/screens/record_screen.h"
#include "client/screens/settings_screen.h"
#include "client/screens/sync_centre_screen.h"
#include "client/widgets/button.h"
#include "client/widgets/dialog.h"
#include "client/widgets/layout.h"
#include "client/widgets/page.h"
#include "client/widgets/text.h"

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace cunji {

namespace {

struct DrawPage {
    Ui& ui;
    Commands& commands;

    void operator()(const HomeView& view) const { draw_home(ui, view, commands); }

    void operator()(const HouseholdsView& view) const { draw_households(ui, view, commands); }

    void operator()(const HouseholdView& view) const { draw_household(ui, view, commands); }

    void operator()(const FormView& view) const { draw_form(ui, view, commands); }

    void operator()(const MeetingsView& view) const { draw_meetings(ui, view, commands); }

    void operator()(const MeetingView& view) const { draw_meeting(ui, view, commands); }

    void operator()(const PublicityView& view) const { draw_publicity(ui, view, commands); }

    void operator()(const ProjectsView& view) const { draw_projects(ui, view, commands); }

    void operator()(const ProjectView& view) const { draw_project(ui, view, commands); }

    void operator()(const PhotosView& view) const { draw_photos(ui, view, commands); }

    void operator()(const RecordView& view) const { draw_record(ui, view, commands); }

    void operator()(const SyncCentreView& view) const { draw_sync_centre(ui, view, commands); }

    void operator()(const ConflictView& view) const { draw_conflict(ui, view, commands); }

    void operator()(const SettingsView& view) const { draw_settings(ui, view, commands); }

    void operator()(const EnrolView& view) const { draw_enrol(ui, view, commands); }
};

/// What a tab is called in tests and by the widgets; the order is that of the bar.
struct TabLook {
    PageKind page;
    const char* id;
    ui::Icon icon;
};

constexpr auto kTabs =
    std::to_array<TabLook>({{PageKind::Today, "today", ui::Icon::Home},
                            {PageKind::Households, "households", ui::Icon::Households},
                            {PageKind::Meetings, "meetings", ui::Icon::Meeting},
                            {PageKind::Projects, "projects", ui::Icon::Project},
                            {PageKind::Sync, "sync", ui::Icon::Sync},
                            {PageKind::Settings, "settings", ui::Icon::Settings}});

const TabLook* look_of(PageKind page) {
    for (const TabLook& look : kTabs) {
        if (look.page == page) return &look;
    }
    return nullptr;
}

/// A phone has room for five; there the settings are reached from the first page.
std::vector<ui::Tab> tabs_of(const ShellView& view, bool wide, std::string_view& selected) {
    std::vector<ui::Tab> tabs;
    for (const TabView& tab : view.tabs) {
        const TabLook* look = look_of(tab.page);
        if (look == nullptr || (look->page == PageKind::Settings && !wide)) continue;
        if (tab.current) selected = look->id;
        tabs.push_back({.id = look->id,
                        .icon = look->icon,
                        .label = tab.label,
                        .badge = static_cast<int>(tab.badge)});
    }
    return tabs;
}

void draw_notes(Ui& ui, const ShellView& view, Commands& commands) {
    if (view.notes.empty()) return;
    // One after the other: the next is shown when this one was put away.
    bool away = false;
    const bool closed = ui::sheet(ui, {.id = "note", .title = view.note_title}, [&] {
        ui::text(ui, view.notes.front());
        ui::gap(ui);
        away = ui::button(
            ui, {.id = "note_ok", .label = view.note_ok, .kind = ui::ButtonKind::Primary});
    });
    if (closed || away) commands.push(shell::PutAwayNote{0});
}

void draw_toast(Ui& ui, const ShellView& view, Commands& commands) {
    if (!view.toast) return;
    const ui::Toast toast{.id = view.toast->id,
                          .text = view.toast->text,
                          .undo = view.toast->undo,
                          .tone = view.toast->problem ? ui::Tone::Warn : ui::Tone::Good,
                          .seconds = view.toast->seconds};
    switch (ui::toast(ui, toast)) {
        case ui::ToastEvent::None:
            break;
        case ui::ToastEvent::Undone:
            commands.push(shell::Undo{});
            break;
        case ui::ToastEvent::Gone:
            commands.push(shell::PutAwayToast{});
            break;
    }
}

}  // namespace

void draw_frame(Ui& ui, const AppView& view, Commands& commands) {
    std::string_view selected;
    const std::vector<ui::Tab> tabs = tabs_of(view.shell, ui.wide(), selected);
    const ui::Shell frame{.name = view.shell.product,
                          .tabs = tabs,
                          .selected = selected,
                          .person = view.shell.person,
                          .person_note = view.shell.state,
                          .person_tone = view.shell.all_sent ? ui::Tone::Good : ui::Tone::Warn,
                          .bare = !view.shell.bars};
    const ui::ShellResult pressed = ui::shell(ui, frame, [&] {
        std::visit(DrawPage{ui, commands}, view.page);
        draw_notes(ui, view.shell, commands);
        draw_toast(ui, view.shell, commands);
    });
    if (pressed.person) commands.push(shell::OpenTab{PageKind::Settings});
    for (const TabLook& look : kTabs) {
        if (pressed.tab == look.id) commands.push(shell::OpenTab{look.page});
    }
}

}  // namespace cunji
