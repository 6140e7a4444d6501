#pragma once

#include "client/model/command.h"
#include "client/model/household.h"
#include "client/views/household_words.h"
#include "client/views/photo_tiles.h"
#include "client/views/words.h"

#include <string>
#include <vector>

namespace cunji {

struct FactLine {
    std::string label;
    std::string value;
    std::string note;
    Mood mood = Mood::Neutral;
};

struct MemberLine {
    std::string id;
    std::string name;   ///< with the relation to the head
    std::string facts;  ///< sex, age; health, school and work of the newest year
    Mark mark;
};

struct IncomeBar {
    std::string year;
    double yuan = 0;
    std::string text;
    bool newest = false;
};

struct VisitLine {
    std::string id;
    std::string when;
    std::string title;  ///< purpose
    std::string text;   ///< what was seen, what is asked for
    std::string who;
    Mark mark;
};

/// A row that a tap opens.
struct OpenLine {
    std::string id;
    std::string title;
    std::string subtitle;
    Mark mark;
    Command open;
};

struct ChangeLine {
    std::string id;
    std::string when;
    std::string title;  ///< whose field
    std::string text;   ///< the value, the reason
    std::string who;    ///< person and device
    Mark mark;          ///< where it is
};

struct MoreAction {
    std::string id;
    std::string label;
    Command command;
};

/// One household, ready to be drawn; parts without content have no lines.
struct HouseholdView {
    std::string id;
    std::string title;
    std::string subtitle;  ///< number, group, village
    bool loading = false;
    std::string missing_title;  ///< set: there is no such household
    std::string missing_text;
    std::vector<Mark> marks;
    std::string gone;  ///< void, or joined to another
    std::string start_visit;
    std::string who_answers;  ///< label: opens the page that says so
    std::string more;
    bool more_open = false;
    std::vector<MoreAction> actions;

    std::vector<OpenLine> conflicts;
    std::string conflicts_title;
    std::string findings_title;
    std::vector<FactLine> findings;
    std::string basics_title;
    std::vector<FactLine> basics;
    std::string show_phone;  ///< label; empty: nothing to show
    std::string members_title;
    std::vector<MemberLine> members;
    std::string no_members;
    std::string living_title;
    std::vector<FactLine> living;
    std::string no_living;
    std::string income_title;
    std::vector<IncomeBar> bars;
    std::vector<FactLine> income;
    std::string no_income;
    std::string help_title;
    std::vector<FactLine> help;
    std::string followups_title;
    std::vector<OpenLine> followups;
    std::string visits_title;
    std::vector<VisitLine> visits;
    std::string no_visits;
    std::string all_visits;  ///< label; empty: all are shown
    std::string photos_title;
    std::vector<PictureTile> photos;
    std::string add_photo;

    bool history_open = false;
    std::string history_title;
    std::string history_note;
    bool history_loading = false;
    std::vector<ChangeLine> changes;
};

HouseholdView make_household_view(const household::State& state, const Words& words);

}  // namespace cunji
