#pragma once

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

/// Where a role works. auditor_ro and third_party only read: nullopt.
std::optional<Tier> tier_of_role(std::string_view role);

/// Whether an op may stand, as far as the record's own history and the forms decide: known kind,
/// fields, types, choices, dates, check digits; units whole; nothing computed; parents of the same
/// record; status steps that the workflow gives this tier from the state its author saw; nothing on
/// top of an approval that nobody unlocked; fields the tier may write. The same check runs before a
/// save on the device and again where it is received. The op's parents must be held.
std::optional<Refusal> check_op(const Store& store, const LoggedOp& logged, Tier author);

/// The value of a field as the op's author saw it, from the op's ancestors alone.
Value value_seen(const Store& store, const LoggedOp& logged, std::string_view field);

}  // namespace cunji
