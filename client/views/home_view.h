#pragma once

#include "client/model/command.h"
#include "client/model/home.h"
#include "client/views/household_words.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// One thing to do, and what a tap on it opens.
struct HomeRow {
    std::string id{};
    std::string title{};
    std::string subtitle{};
    Mark mark{};
    std::string trailing{};
    std::optional<Command> open{};
};

/// Things of one sort: the first few, and where all of them are.
struct HomeCard {
    home::Task task = home::Task::Visits;
    std::string title;
    std::string subtitle;
    Mood mood = Mood::Neutral;
    std::vector<HomeRow> rows;
    std::string all;  ///< label of the way to all of them; empty: these are all
    std::optional<Command> open_all;
};

/// One number of where the work of this device is.
struct SyncFigure {
    std::string id;
    std::string label;
    std::string number;
    std::string note;
    Mood mood = Mood::Neutral;
};

struct HomeView {
    std::string greeting;
    std::string subtitle;  ///< date and village
    bool loading = true;
    Mood sync_mood = Mood::Good;
    std::string sync_text;  ///< the state in one sentence
    std::string sync_action;
    std::vector<SyncFigure> figures;  ///< none while all is sent
    std::string coverage_label;       ///< empty: no households yet
    std::string coverage_value;
    float coverage_share = 0;
    std::vector<HomeCard> cards;  ///< the most pressing first
    std::string done_title;       ///< there is nothing to do
    std::string done_text;
    std::string add_household;  ///< label
    std::string settings;       ///< label
};

HomeView make_home_view(const home::State& state, const Words& words);

}  // namespace cunji
