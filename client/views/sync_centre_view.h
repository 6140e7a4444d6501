#pragma once

#include "client/model/sync_centre.h"
#include "client/views/mark.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cunji {

struct SyncRow {
    std::string id;
    std::string title;
    std::string subtitle;
    std::string pill;
    Mood mood = Mood::Neutral;
};

struct SyncProgress {
    float share = 0;
    std::string label;
    std::string value;  ///< bytes and time
    std::string note;   ///< the picture under way
    std::string stop;
    bool stopping = false;
};

struct SyncRefused {
    std::string id;
    std::string title;
    std::string subtitle;
    std::string reason;
    bool open = false;
    std::vector<std::pair<std::string, std::string>> lines;
    std::string redo;  ///< empty: nothing to put right
    std::string forget;
};

struct SyncOption {
    std::string id;
    std::string label;
    std::string note;
};

struct SyncFact {
    std::string id;
    std::string label;
    std::string number;
    std::string note;
    Mood mood = Mood::Neutral;
};

struct SyncExport {
    std::string title, text, label, folder, problem, confirm;
};

struct SyncCentreView {
    std::string title;
    std::string settings;  ///< what the button is called that a phone needs to get there
    bool loading = true;
    std::string headline;
    std::string explanation;
    Mood mood = Mood::Neutral;
    std::string problem_title;
    std::string problem;  ///< why the last round ended early; empty: it did not
    std::string sync_now;
    std::optional<SyncProgress> progress;
    std::vector<SyncFact> facts;

    std::string conflicts_title, conflicts_text, conflicts_action;  ///< no text: none
    std::string refused_title;
    std::vector<SyncRefused> refused;

    std::string photos_title, photos_note, sending_label;
    std::string sending;  ///< id of the option
    std::vector<SyncOption> sending_options;
    std::string photos_now;  ///< label of the button; empty: not now
    std::vector<SyncRow> photos;
    std::string photos_more;

    std::string items_title, items_empty, items_more;
    std::string filter;
    std::vector<SyncOption> filters;
    std::vector<SyncRow> items;

    std::string rounds_title, export_log;
    std::vector<SyncRow> rounds;
    std::optional<SyncExport> exporting;
};

SyncCentreView make_sync_centre_view(const sync_centre::State& state, const Words& words);

/// The id of an option as a setting, and of a filter.
PhotoSending sending_of(std::string_view id);
sync_centre::Filter filter_of(std::string_view id);

/// Done and to do of a round under way: bytes moved, time left. Also for the first sync.
SyncProgress make_sync_progress(const Progress& progress, const Words& words);

}  // namespace cunji
