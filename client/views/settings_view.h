#pragma once

#include "client/model/settings.h"
#include "client/views/enrol_view.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cunji {

struct SettingsLine {
    std::string label;
    std::string value;
    std::string note;
    bool warn = false;
};

struct SettingsGauge {
    float share = 0;
    std::string label;
    std::string value;
    bool warn = false;
    std::string warning;
    std::vector<SettingsLine> lines;
};

struct BackupSheet {
    std::string title, text, folder_label, folder, problem;
    std::string confirm, stop;
    bool running = false;
    float share = 0;
    std::string progress;
    std::string done_title;               ///< not empty: it is finished
    std::vector<std::string> done_lines;  ///< what was copied, what was missing
    std::string close;
};

struct WatchedSheet {
    std::string title, text, folder_label, folder, problem, confirm, none;
};

struct SettingsView {
    std::string title;
    bool loading = true;
    std::string people_title, add_person;
    std::vector<PersonRow> people;
    std::string look_title;
    std::string language_label, language;
    std::string theme_label, theme;
    std::string lock_label, lock, lock_now;
    std::string text_label, text;
    std::vector<std::pair<std::string, std::string>> languages, themes, texts, locks;
    std::string device_title;
    std::vector<SettingsLine> device;
    std::string storage_title, back_up;
    SettingsGauge gauge;
    std::string clock_title;
    SettingsLine clock;
    std::string watched_title, watched_text, watched_action;
    std::string about_title, about_text, licences;
    std::optional<BackupSheet> backup;
    std::optional<WatchedSheet> watched;
    std::string licences_title;
    std::vector<std::string> licences_lines;  ///< not empty: the sheet is open
};

SettingsView make_settings_view(const settings::State& state, const Words& words);

}  // namespace cunji
