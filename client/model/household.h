#pragma once

#include "client/model/place.h"
#include "client/reading/household_card.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One household as one readable page.
namespace cunji::household {

/// Changes shown of a household's history; older ones are in the records' own.
inline constexpr std::size_t kHistoryMost = 200;
/// Visits shown before a person asks for all.
inline constexpr std::size_t kVisitsFirst = 8;

using History = std::vector<CardChange>;

struct State {
    std::string id;
    std::string today;
    bool missing = false;  ///< there is no such household here
    std::shared_ptr<const HouseholdCard> card;
    std::optional<std::vector<Finding>> findings;  ///< nothing before they were looked for
    std::shared_ptr<const History> history;        ///< nothing before it was asked for
    bool shows_phone = false;
    bool shows_all_visits = false;
    bool shows_history = false;
    bool more = false;  ///< the sheet of other actions
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Loaded {
    std::string id;
    std::shared_ptr<const HouseholdCard> card;  ///< nullptr: there is none
};

struct Checked {
    std::string id;
    std::vector<Finding> findings;
};

struct HistoryRead {
    std::string id;
    std::shared_ptr<const History> history;
};

struct ShowPhone {};

struct ShowAllVisits {};

struct ShowHistory {};

struct HideHistory {};

struct OpenMore {};

struct CloseMore {};

/// The form of something new that belongs to this household, or of a record that there is.
struct Begin {
    std::string kind;
    std::string record;  ///< the one to change; empty: a new one
};

using Command = std::variant<Enter, Refresh, Loaded, Checked, HistoryRead, ShowPhone, ShowAllVisits,
                             ShowHistory, HideHistory, OpenMore, CloseMore, Begin>;

struct Load {
    std::string id;
    std::string today;
};

struct Check {
    std::shared_ptr<const HouseholdCard> card;
};

struct ReadHistory {
    std::string id;
};

using Effect = std::variant<Load, Check, ReadHistory>;

Command as_command(Command);
Effect as_effect(Effect);

Place place_of(const Effect& effect);

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::household
