#pragma once

#include "client/app/resolving.h"
#include "client/model/place.h"
#include "client/reading/conflict_list.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// Values that wait for a person to choose.
namespace cunji::conflict {

struct State {
    std::string record;  ///< of the one that is shown; empty: the list
    std::string field;
    bool loaded = false;
    std::vector<FieldConflict> conflicts;
    std::vector<ConflictOutcome> outcomes;
    std::string chosen;  ///< op whose value is to stand; empty: none chosen yet
    std::string reason;  ///< as typed
    bool deciding = false;
    std::optional<Message> problem;

    [[nodiscard]] const FieldConflict* shown() const;
};

/// The page was opened. `id`: the record, `detail`: the field; both empty for the list.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Loaded {
    std::vector<FieldConflict> conflicts;
};

struct OutcomesLoaded {
    std::vector<ConflictOutcome> outcomes;
};

struct Open {
    std::string record;
    std::string field;
};

/// This value is right.
struct Choose {
    std::string op;
};

struct TypeReason {
    std::string text;
};

/// Thought better of it.
struct TakeBack {};

struct Decide {};

struct Decided {
    std::optional<Message> problem;
};

struct ShowRecord {
    std::string record;
    std::string kind;
};

using Command = std::variant<Enter, Refresh, Loaded, OutcomesLoaded, Open, Choose, TypeReason,
                             TakeBack, Decide, Decided, ShowRecord>;

struct Load {};

struct LoadOutcomes {};

struct Write {
    Decision decision;
};

using Effect = std::variant<Load, LoadOutcomes, Write>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& effect) {
    return std::holds_alternative<LoadOutcomes>(effect) ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::conflict
