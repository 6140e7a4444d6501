#pragma once

#include "shared/policy/form.h"
#include "shared/record/op.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace cunji {

/// One of several concurrent writes of a field.
struct FieldHead {
    OpId op;
    Value value;

    bool operator==(const FieldHead&) const = default;
};

/// Concurrent values that a person has to look at. Derived from the ops; gone when a later op saw
/// them all.
struct Conflict {
    std::vector<FieldHead> values;  ///< sorted by op
    OpId shown;

    bool operator==(const Conflict&) const = default;
};

/// What the ops of one record amount to.
struct RecordState {
    std::vector<OpId> heads;  ///< ops that no other op of the record names as parent; sorted
    bool exists = false;      ///< some op is not annulled
    bool approved = false;    ///< some op that counts is an approval; see builds_on_locked
    std::map<std::string, Value, std::less<>> values;        ///< shown; a set is a sorted list
    std::map<std::string, Conflict, std::less<>> conflicts;  ///< by field

    bool operator==(const RecordState&) const = default;
};

/// An op of the record; `county` when its line was announced under the county's pinned key, the
/// only lines whose `annul` is honoured.
struct FoldOp {
    const LoggedOp* logged = nullptr;
    bool county = false;
};

/// The merge. A pure function of the set of ops: order, repetition and grouping of arrival cannot
/// change it (docs/data-format.md §merge). `ops` are of one record, each once, in any order. Fields
/// the form does not know are left out and wait in the log. O(ops^2 / 64) in the worst case.
RecordState fold(std::span<const FoldOp> ops, const Form& form);

/// Whether `op`, of the given rank, was made on top of an approval that nobody unlocked: some live
/// approval of higher rank is its ancestor, and no live unlock stands between. `ops` holds its
/// whole ancestry.
bool builds_on_locked(std::span<const FoldOp> ops, const LoggedOp& op);

/// An approval sets `review` to approved or locked with rank >= 1; an unlock sets it to draft or
/// returned with rank >= 1.
bool is_approval(const Op& op);
bool is_unlock(const Op& op);

/// The fast path: `op` saw every head of `state`, and nothing of it needs the history. Then the
/// result equals the fold of all ops.
bool can_apply_on_top(const RecordState& state, const LoggedOp& op);
void apply_on_top(RecordState& state, const LoggedOp& op, const Form& form);

}  // namespace cunji
