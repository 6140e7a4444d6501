#pragma once

#include "client/model/place.h"
#include "client/reading/today.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// Today: what there is to do, and how far the work has got.
namespace cunji::home {

/// A card of the page.
enum class Task {
    Conflicts,
    Returned,
    GivenBack,
    Notices,
    Followups,
    Visits,
    Meetings,
    Projects,
    Unfinished,
};

struct State {
    std::string person;  ///< who is signed in
    std::string scope;   ///< of the village chosen; empty: all that are held
    HouseholdListPtr list;
    std::shared_ptr<const Today> today;  ///< nothing before it was read once
    std::set<Task> open;                 ///< cards of which all is shown
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

/// All of one card's things.
struct ShowAll {
    Task task = Task::Visits;
};

struct Loaded {
    std::string person;
    HouseholdListPtr list;
    std::shared_ptr<const Today> today;
};

using Command = std::variant<Enter, Refresh, ShowAll, Loaded>;

struct Load {
    std::string scope;
    std::string today;  ///< "2026-11-21"
    HouseholdListPtr before;
};

using Effect = std::variant<Load>;

Command as_command(Command);
Effect as_effect(Effect);

/// All households are looked at: a county's 60,000 too.
inline Place place_of(const Effect& /*effect*/) {
    return Place::Worker;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::home
