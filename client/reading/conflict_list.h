#pragma once

#include "client/app/wording.h"
#include "shared/json/json.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cunji {

inline constexpr int kOutcomesMax = 100;
inline constexpr Millis kOutcomesSince = Millis{90} * 24 * 3600 * 1000;  ///< what came in since

/// One of the values that several people gave the same field at the same time.
struct ConflictValue {
    std::string op;                                          ///< who takes it names this
    std::vector<std::pair<std::string, std::string>> texts;  ///< field's label, value in words
    std::string by;
    std::string name;  ///< of the person; their id when this device does not know it
    std::string device;
    bool mine = false;         ///< written by the person of this device
    bool this_device = false;  ///< and on it
    bool shown = false;        ///< what stands in the record now
    Millis at = 0;
};

/// Fields that belong together (a place) are one.
struct FieldConflict {
    std::string record;
    std::string kind;
    std::string scope;
    std::string title;                  ///< of the record; may be empty
    std::string field;                  ///< the first of them; a decision names it
    std::string label;                  ///< in words, all of them
    std::vector<ConflictValue> values;  ///< the newest first
    bool for_office = false;            ///< whether an approval stands: not for a village to say
};

/// What somebody decided about a value that this person had written.
struct ConflictOutcome {
    std::string record;
    std::string kind;
    std::string title;
    std::string label;
    std::string mine;     ///< what I wrote, in words
    std::string decided;  ///< what stands now, in words
    bool took_mine = false;
    std::string name;  ///< who decided
    std::string why;
    Millis at = 0;
};

/// All that wait for a person, oldest record first.
std::vector<FieldConflict> read_conflicts(const Store& store, Wording& wording);

/// The newest first, at most kOutcomesMax. `since`: when the decision came to this device.
std::vector<ConflictOutcome> read_conflict_outcomes(const Store& store, Wording& wording,
                                                    Millis since);

}  // namespace cunji
