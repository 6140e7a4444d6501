#include "client/views/settings_view.h"

#include "client/app/wording.h"
#include "client/reading/message_log.h"
#include "client/views/licence_lines.h"
#include "shared/base/version.h"

#include <algorithm>
#include <cstdlib>

namespace cunji {

namespace {

constexpr Millis kClockFine = Millis{2} * 60 * 1000;
constexpr float kPercent = 100;

std::string scopes_text(const settings::Facts& facts, const Words& words) {
    std::string out;
    for (const ScopeState& scope : facts.scopes) {
        if (!out.empty()) out += words.say("list.comma");
        out +=
            scope.lost ? words.say({"settings.scope_lost", {{"scope", scope.scope}}}) : scope.scope;
    }
    return out;
}

void fill_people(SettingsView& view, const settings::Facts& facts, const Words& words) {
    view.people_title = words.say("settings.people");
    view.add_person = words.say("settings.add_person");
    for (const PersonFolder& person : facts.people) {
        PersonRow& row = view.people.emplace_back();
        row.id = person.folder;
        row.title = person.name.empty() ? words.say("enrol.nobody") : person.name;
        row.current = person.folder == facts.folder;
        row.subtitle =
            person.readable ? role_in_words(person.role, words) : words.say("enrol.unreadable");
    }
}

void fill_look(SettingsView& view, const Preferences& preferences, const Words& words) {
    view.look_title = words.say("settings.look");
    view.language_label = words.say("settings.language");
    view.language = preferences.language == Language::Chinese ? "zh-CN" : "en";
    // Each in its own words: who cannot read the one finds the other.
    view.languages = {{"zh-CN", words.say("settings.language_zh")},
                      {"en", words.say("settings.language_en")}};
    view.theme_label = words.say("settings.theme");
    view.themes = {{"light", words.say("settings.theme_light")},
                   {"outdoor", words.say("settings.theme_outdoor")},
                   {"dark", words.say("settings.theme_dark")}};
    switch (preferences.theme) {
        case ThemeKind::Light:
            view.theme = "light";
            break;
        case ThemeKind::Outdoor:
            view.theme = "outdoor";
            break;
        case ThemeKind::Dark:
            view.theme = "dark";
            break;
    }
    view.lock_label = words.say("settings.lock_after");
    for (const int minutes : kLockMinutes) {
        view.locks.emplace_back(
            std::to_string(minutes),
            words.say({"settings.minutes", {{"count", std::to_string(minutes)}}}));
    }
    view.lock = std::to_string(preferences.lock_minutes);
    view.lock_now = words.say("settings.lock_now");
    view.text_label = words.say("settings.text");
    view.texts = {{"normal", words.say("settings.text_normal")},
                  {"large", words.say("settings.text_large")}};
    view.text = preferences.large_text ? "large" : "normal";
}

void fill_device(SettingsView& view, const settings::Facts& facts, const Words& words) {
    view.device_title = words.say("settings.device");
    view.device = {
        {words.say("settings.person"), facts.name, role_in_words(facts.role, words), false},
        {words.say("settings.scopes"), scopes_text(facts, words), {}, false},
        {words.say("settings.server"), facts.server, {}, false},
        {words.say("settings.folder"), facts.folder, {}, false},
    };
}

void fill_storage(SettingsView& view, const settings::Facts& facts, const Words& words) {
    const StorageGauge& storage = facts.storage;
    view.storage_title = words.say("settings.storage");
    view.back_up = words.say("settings.backup");
    view.gauge.share = static_cast<float>(storage.used_percent()) / kPercent;
    view.gauge.label =
        words.say({"settings.disk_used", {{"percent", std::to_string(storage.used_percent())}}});
    view.gauge.value = words.say({"settings.disk_free", {{"bytes", bytes_in_words(storage.free)}}});
    view.gauge.warn = storage.warns();
    if (view.gauge.warn) view.gauge.warning = words.say("settings.disk_warning");
    view.gauge.lines = {
        {words.say("settings.database"), bytes_in_words(storage.database),
         words.say({"settings.records", {{"count", std::to_string(facts.records)}}}), false},
        {words.say("settings.pictures"), bytes_in_words(storage.pictures),
         words.say({"settings.files", {{"count", std::to_string(storage.picture_files)}}}), false},
    };
}

void fill_clock(SettingsView& view, const settings::Facts& facts, const Words& words) {
    view.clock_title = words.say("settings.clock");
    view.clock.label = words.say("settings.clock_offset");
    if (!facts.contact) {
        view.clock.value = words.say("settings.clock_unknown");
        return;
    }
    const Millis off = std::abs(facts.contact->ahead);
    view.clock.warn = off > kClockFine;
    view.clock.value =
        words.say(view.clock.warn ? Message{facts.contact->ahead > 0 ? "settings.clock_ahead"
                                                                     : "settings.clock_behind",
                                            {{"minutes", std::to_string(off / 60'000)}}}
                                  : Message{"settings.clock_fine", {}});
    view.clock.note = words.say(
        {"settings.clock_measured", {{"at", Wording::minute(facts.contact->server_time)}}});
    if (view.clock.warn) view.clock.note += ' ' + words.say("settings.clock_help");
}

BackupSheet make_backup(const settings::Backing& backing, const Words& words) {
    BackupSheet out;
    out.title = words.say("settings.backup");
    out.text = words.say("settings.backup_text");
    out.folder_label = words.say("settings.backup_folder");
    out.folder = backing.folder;
    out.confirm = words.say("settings.backup_confirm");
    out.stop = words.say("sync.stop");
    out.close = words.say("settings.close");
    out.running = backing.running;
    if (backing.problem) out.problem = words.say(*backing.problem);
    if (backing.total > 0) {
        out.share = static_cast<float>(backing.done) / static_cast<float>(backing.total);
        out.progress = words.say(
            {"settings.backup_progress",
             {{"done", std::to_string(backing.done)}, {"total", std::to_string(backing.total)}}});
    } else {
        out.progress = words.say("settings.backup_begins");
    }
    if (!backing.report) return out;
    out.done_title = words.say("settings.backup_whole");
    out.done_lines.push_back(
        words.say({"settings.backup_done", {{"folder", backing.report->folder}}}));
    out.done_lines.push_back(words.say({"settings.backup_counts",
                                        {{"records", std::to_string(backing.report->records)},
                                         {"pictures", std::to_string(backing.report->pictures)},
                                         {"bytes", bytes_in_words(backing.report->bytes)}}}));
    for (const Message& missing : backing.report->missing)
        out.done_lines.push_back(words.say(missing));
    out.done_lines.push_back(words.say("settings.backup_restore"));
    return out;
}

void fill_sheets(SettingsView& view, const settings::State& state, const Words& words) {
    switch (state.sheet) {
        case settings::SheetKind::None:
            break;
        case settings::SheetKind::Backup:
            view.backup = make_backup(state.backing, words);
            break;
        case settings::SheetKind::Watched:
            view.watched = WatchedSheet{
                words.say("settings.watched"),
                words.say("settings.watched_text"),
                words.say("settings.watched_folder"),
                state.watched,
                state.watched_problem ? words.say(*state.watched_problem) : std::string{},
                words.say("settings.watched_confirm"),
                words.say("settings.watched_none")};
            break;
        case settings::SheetKind::Licences:
            view.licences_title = words.say("settings.licences");
            view.licences_lines = licence_lines();
            break;
    }
}

}  // namespace

SettingsView make_settings_view(const settings::State& state, const Words& words) {
    SettingsView view;
    view.title = words.say("settings.title");
    if (!state.facts) return view;
    view.loading = false;
    fill_people(view, *state.facts, words);
    fill_look(view, state.preferences, words);
    fill_device(view, *state.facts, words);
    fill_storage(view, *state.facts, words);
    fill_clock(view, *state.facts, words);
    view.watched_title = words.say("settings.watched");
    view.watched_text = state.preferences.watched_folder.empty() ? words.say("settings.watched_off")
                                                                 : state.preferences.watched_folder;
    view.watched_action = words.say("settings.change");
    view.about_title = words.say("settings.about");
    view.about_text = words.say({"settings.version",
                                 {{"version", std::string{program_version()}},
                                  {"policy", std::to_string(state.facts->policy)}}});
    view.licences = words.say("settings.licences");
    fill_sheets(view, state, words);
    return view;
}

}  // namespace cunji
