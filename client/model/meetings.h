#pragma once

#include "client/form/draft_keeping.h"
#include "client/model/place.h"
#include "client/reading/meeting_list.h"
#include "client/reading/publicity_list.h"

#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// The list of meetings and what hangs on the board.
namespace cunji::meetings {

enum class Filter { All, Upcoming, ThisYear, Notices };

struct State {
    bool loaded = false;
    std::vector<MeetingRow> rows;
    std::vector<PublicityRow> notices;
    std::vector<DraftLine> drafts;  ///< meetings and notices begun and not saved
    Filter filter = Filter::All;
    std::string type;   ///< only of this kind; empty: all
    std::string typed;  ///< part of a title
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Loaded {
    std::vector<MeetingRow> rows;
    std::vector<PublicityRow> notices;
    std::vector<DraftLine> drafts;
};

struct Search {
    std::string text;
};

struct Show {
    Filter filter = Filter::All;
};

struct ShowType {
    std::string type;
};

using Command = std::variant<Enter, Refresh, Loaded, Search, Show, ShowType>;

struct Load {};

using Effect = std::variant<Load>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& /*effect*/) {
    return Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::meetings
