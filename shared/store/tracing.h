#pragma once

#include "shared/json/json.h"
#include "shared/record/changes.h"
#include "shared/store/acts.h"
#include "shared/store/cosigning.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// What a node can say about the device's signature over an op.
enum class SealState {
    Verified,
    None,   ///< not sealed yet, or no seal came here
    Wrong,  ///< the seal is not of the device that the county's certificate names
    NoCertificate,
    Own,  ///< written here: this device seals it whenever it sends it
};

/// One op of a record.
// NOLINTNEXTLINE(bugprone-exception-escape): moving a Json checks an invariant and throws nothing
struct TracedOp {
    OpId op;
    Json said;  ///< as history_of() tells it: author, device, time, fields, why, refused ...
    Millis at = 0;
    std::string by;
    std::string device;
    std::string role;     ///< of the author, by the county's certificate; empty: not known here
    bool county = false;  ///< of the county's own line
    bool begins = false;  ///< it saw no other: the record was made
    std::int64_t rank = 0;
    std::vector<FieldChange> changes;
    std::size_t annuls = 0;  ///< so many ops of the record
    Millis received_at = 0;
    SealState seal = SealState::None;
};

/// Who wrote an op, and when.
struct OpAuthor {
    std::string by;
    Millis at = 0;
};

/// Who did what to a record, and what there is to prove it.
struct Trace {
    RecordKey key;
    RecordState state;          ///< what its ops amount to
    std::vector<TracedOp> ops;  ///< parents first
    std::vector<GivenAct> acts;
    std::vector<CoSignature> signatures;  ///< as they are now
    Json conflicts = Json::array();       ///< as list_conflicts(), as they are now
    std::map<std::string, std::string, std::less<>> names;  ///< of people in it, where known
    std::map<OpId, OpAuthor> voiding;  ///< of each op that voids an act or a signature
    std::optional<Millis> as_of;
};

/// @param id of a record or of an op
/// @param as_of ops with a later clock are left out, and acts are judged without them
/// @returns nothing for what is not held here
std::optional<Trace> trace(const Store& store, std::string_view id,
                           std::optional<Millis> as_of = std::nullopt);

/// The last moment of a day ("2026-11-21") in China; nothing for what is no date.
std::optional<Millis> end_of_day(std::string_view day);

/// {"id","kind","scope","acts":[{"act","author","name","role","device","at","received_at",
/// "verified","problem","standing","voided_by","taken_back","note","op"}],"history":[.. with
/// "role","received_at","seal","changes":[{"field","from","to"}]],"signatures":[..],
/// "conflicts":[..]}
Json to_json(const Trace& trace);

}  // namespace cunji
