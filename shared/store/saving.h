#pragma once

#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "shared/json/json.h"
#include "shared/store/admission.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cunji {

/// Who saves, and where.
struct Author {
    std::string by;      ///< person
    std::string device;  ///< this device's id
    Powers powers;       ///< with a tier
    KeyPair device_keys;
};

/// Fields that depend on what the rest of the group makes of the log: an act signs the op before
/// it. Runs in the save's transaction when the requests without such fields are written. `ids`: of
/// the group's records.
using LateFields = std::function<Result<Json>(std::span<const std::string> ids)>;

/// One record as a person gives it.
struct SaveRequest {
    std::string kind;
    std::string id;                ///< empty: a new record
    std::string scope;             ///< of a new record; else which, when two villages have it
    Json fields = Json::object();  ///< only what was given; null erases; a list is the whole list
    std::string why;
    /// Heads of the record when its form was opened; absent: those of now.
    std::optional<std::vector<OpId>> seen;
    bool official = false;  ///< correction by an office, written with its rank
    LateFields late{};      ///< adds to `fields`, at least one of which changes something
};

struct Saved {
    std::string id;
    std::string kind;
    std::optional<OpId> op;  ///< absent when nothing changed
};

struct SaveProblem {
    std::size_t index = 0;  ///< which request
    std::string field;      ///< empty: the record as a whole
    Message message;
};

/// Saves what one action of a person changes, whole or not at all: ops, rows and search in one
/// transaction. A reference "@2" means the record of the third request. Writes down only what
/// changed; a field in conflict whenever a value for it was given. Required fields never stop a
/// save. `at`: the best estimate of the time. @throws DbError
Result<std::vector<Saved>, std::vector<SaveProblem>> save_group(const Store& store,
                                                                const Author& author,
                                                                std::span<const SaveRequest> group,
                                                                Millis at, Random& random);

/// The same as one part of the caller's transaction, for many groups at one fsync. With problems,
/// part of the group may be written already: the caller rolls back.
Result<std::vector<Saved>, std::vector<SaveProblem>> save_in_transaction(
    const Store& store, const Author& author, std::span<const SaveRequest> group, Millis at,
    Random& random);

}  // namespace cunji
