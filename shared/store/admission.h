#pragma once

#include "shared/policy/rights.h"
#include "shared/store/store.h"

#include <optional>
#include <string>

namespace cunji {

/// Why the county does not take an op. The code is of the protocol (docs/protocol.md); the message
/// tells the person.
struct Refusal {
    std::string code;  ///< not_granted unknown_kind bad_field bad_transition locked bad_act
    Message message;
};

/// Whether an op may stand, as far as the record's own history and the forms decide: known kind,
/// fields, types, choices, dates, check digits; units whole; nothing computed; parents of the same
/// record; status steps that the workflow gives the author from the state they saw; nothing on top
/// of an approval that nobody unlocked; no approval of what the author wrote; fields the author may
/// write, of their own work if they do nothing else. The same check runs before a save on the
/// device and again where it is received. The op's parents must be held.
std::optional<Refusal> check_op(const Store& store, const LoggedOp& logged, const Powers& author);

/// What to tell somebody who may not write a form, or a record that is not their own work.
Message why_not_written(const Powers& author);

/// Nobody else began the record: the person did, or nobody has yet.
bool is_own_work(const Store& store, const RecordKey& record, std::string_view person);

/// The value of a field as the op's author saw it, from the op's ancestors alone.
Value value_seen(const Store& store, const LoggedOp& logged, std::string_view field);

}  // namespace cunji
