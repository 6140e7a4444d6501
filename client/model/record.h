#pragma once

#include "client/app/signing.h"
#include "client/model/place.h"
#include "client/reading/record_trace.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// Who did what to one record and who answers for it, now or as it stood on a day.
namespace cunji::record {

struct State {
    std::string id;
    bool missing = false;                      ///< there is no such record here
    std::shared_ptr<const RecordTrace> trace;  ///< nothing before it was read
    bool of_day = false;                       ///< as it stood at the end of `day`
    std::string day;                           ///< as typed
    std::optional<Message> day_problem;

    std::vector<ActChoice> acts;  ///< what this person may sign; empty before it was read
    bool signs = false;           ///< the sheet is open
    std::string act;              ///< chosen in it
    std::string note;             ///< as typed
    bool signing = false;
    std::optional<Message> problem;
};

/// The page was opened. `id`: of the record
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Loaded {
    std::string id;
    std::string day;  ///< as it was asked for; empty: now
    std::shared_ptr<const RecordTrace> trace;
    std::vector<ActChoice> acts;
};

struct ShowNow {};

struct ShowDay {};

struct TypeDay {
    std::string text;
};

struct AskSign {};

struct CloseSign {};

struct ChooseAct {
    std::string act;
};

struct TypeNote {
    std::string text;
};

struct Sign {};

struct Signed {
    std::optional<Message> problem;
};

using Command = std::variant<Enter, Refresh, Loaded, ShowNow, ShowDay, TypeDay, AskSign, CloseSign,
                             ChooseAct, TypeNote, Sign, Signed>;

struct Load {
    std::string id;
    std::string day;  ///< empty: now
};

struct Write {
    std::string id;
    std::string act;
    std::string note;
};

using Effect = std::variant<Load, Write>;

Command as_command(Command);
Effect as_effect(Effect);

/// A long history has many seals to check.
inline Place place_of(const Effect& effect) {
    return std::holds_alternative<Load>(effect) ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::record
