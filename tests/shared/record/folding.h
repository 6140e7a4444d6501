#pragma once

#include "shared/record/fold.h"
#include "tests/support/op_builder.h"
#include "tests/support/test_form.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cunji::test {

/// The one line whose annulments count.
inline constexpr std::uint64_t kCountyRid = 0xc0;

std::vector<FoldOp> as_fold_ops(const std::vector<LoggedOp>& ops);

/// What the ops of one record amount to. On the way it fails the test unless every order in which
/// they are folded, and every order in which they arrive one by one, comes to the same.
RecordState state_of(const std::vector<LoggedOp>& ops, const Form& form = a_form());

/// The value shown; null when there is none.
Value shown(const RecordState& state, std::string_view field);

/// The ids of ops, sorted as in a state.
std::vector<OpId> ids(const std::vector<LoggedOp>& ops);

/// Who takes part in a conflict; empty when there is none.
std::vector<OpId> in_conflict(const RecordState& state, std::string_view field);

}  // namespace cunji::test
