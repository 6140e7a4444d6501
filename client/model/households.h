#pragma once

#include "client/model/place.h"
#include "client/reading/household_list.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// The list of households.
namespace cunji::households {

/// Filters of which one at a time is chosen by a tap.
enum class Chip {
    All,
    NotVisited,
    Monitored,
    Exited,
    Poor,
    General,
    Incomplete,
    Conflicts,
    OnlyHere,
    Returned,
};

/// The one that a page was opened with, by its name in Page::detail; All for an unknown one.
Chip chip_of(std::string_view name);
std::string_view name_of(Chip chip);

using RowsPtr = std::shared_ptr<const std::vector<std::uint32_t>>;

struct State {
    HouseholdListPtr list;  ///< kept between visits to the page
    Chip chip = Chip::All;
    std::string typed;
    std::string group;  ///< empty: all
    bool choosing_group = false;
    bool asked = false;  ///< the page was opened: what is found is kept up to date

    // Of the list, the filters and the day; found anew when one of them changes.
    std::string today;
    RowsPtr shown;
    HouseholdCounts counts;
    VisitCoverage coverage;  ///< of this quarter
    std::vector<std::string> groups;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;  ///< name of a chip; empty: as it was left
};

/// Records have changed while the page is shown.
struct Refresh {};

struct ListRead {
    HouseholdListPtr list;
};

struct Type {
    std::string text;
};

struct Choose {
    Chip chip = Chip::All;
};

/// The sheet of groups.
struct AskGroup {};

struct CloseGroups {};

struct ChooseGroup {
    std::string group;  ///< empty: all
};

using Command =
    std::variant<Enter, Refresh, ListRead, Type, Choose, AskGroup, CloseGroups, ChooseGroup>;

/// Names at once, so that the page is there when the finger leaves it.
struct ReadNames {};

struct Read {
    HouseholdListPtr before;
};

using Effect = std::variant<ReadNames, Read>;

Command as_command(Command);
Effect as_effect(Effect);

Place place_of(const Effect& effect);

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::households
