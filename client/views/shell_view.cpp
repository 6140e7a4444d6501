#include "client/views/shell_view.h"

namespace cunji {

namespace {

/// The main page that a page belongs to: its tab is lit.
PageKind tab_of(PageKind kind) {
    switch (kind) {
        case PageKind::Household:
            return PageKind::Households;
        case PageKind::Meeting:
        case PageKind::Publicity:
            return PageKind::Meetings;
        case PageKind::Project:
            return PageKind::Projects;
        case PageKind::Conflict:
            return PageKind::Sync;
        case PageKind::Enrol:
        case PageKind::Today:
        case PageKind::Households:
        case PageKind::Form:
        case PageKind::Meetings:
        case PageKind::Projects:
        case PageKind::Photo:
        case PageKind::Record:
        case PageKind::Sync:
        case PageKind::Settings:
            break;
    }
    return kind;
}

/// Forms, photos and who answers for a record stand on the page they were opened from.
PageKind current_tab(const shell::State& state) {
    for (std::size_t i = state.pages.size(); i-- > 0;) {
        const PageKind kind = state.pages[i].kind;
        const bool on_top =
            kind == PageKind::Form || kind == PageKind::Photo || kind == PageKind::Record;
        if (!on_top) return tab_of(kind);
    }
    return PageKind::Today;
}

std::string sync_state(const shell::State& state, const Words& words) {
    if (state.on_device == 0) return words.say("shell.all_sent");
    return words.say({"shell.on_device", {{"count", std::to_string(state.on_device)}}});
}

ToastView make_toast(const shell::Toast& toast, const Words& words) {
    return {std::to_string(toast.number), words.say(toast.text),
            toast.undo.empty() ? std::string{} : words.say("shell.undo"),
            static_cast<double>(toast.stays) / 1000, toast.problem};
}

}  // namespace

ShellView make_shell_view(const shell::State& state, const Words& words) {
    ShellView view;
    view.product = words.say("shell.product");
    const PageKind current = current_tab(state);
    const auto tab = [&](PageKind page, std::string_view key, std::int64_t badge) {
        view.tabs.push_back({page, words.say(key), badge, current == page});
    };
    tab(PageKind::Today, "shell.today", 0);
    tab(PageKind::Households, "shell.households", 0);
    tab(PageKind::Meetings, "shell.meetings", 0);
    tab(PageKind::Projects, "shell.projects", 0);
    tab(PageKind::Sync, "shell.sync", state.conflicts);
    tab(PageKind::Settings, "shell.settings", 0);
    view.person = state.person;
    view.state = sync_state(state, words);
    for (const Message& note : state.notes)
        view.notes.push_back(words.say(note));
    view.note_title = words.say("shell.note");
    view.note_ok = words.say("shell.note_ok");
    view.all_sent = state.on_device == 0;
    if (state.toast) view.toast = make_toast(*state.toast, words);
    view.bars = state.page().kind != PageKind::Enrol;
    return view;
}

}  // namespace cunji
