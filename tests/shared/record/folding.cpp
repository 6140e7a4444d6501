#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// One by one, as a node does it.
RecordState arrived(const std::vector<FoldOp>& ops, const Form& form) {
    RecordState state;
    std::vector<FoldOp> known;
    for (const FoldOp& op : ops) {
        known.push_back(op);
        if (can_apply_on_top(state, *op.logged)) {
            apply_on_top(state, *op.logged, form);
        } else {
            state = fold(known, form);
        }
    }
    return state;
}

}  // namespace

std::vector<FoldOp> as_fold_ops(const std::vector<LoggedOp>& ops) {
    std::vector<FoldOp> out;
    out.reserve(ops.size());
    for (const LoggedOp& op : ops)
        out.push_back({&op, op.op.rid == kCountyRid});
    return out;
}

RecordState state_of(const std::vector<LoggedOp>& ops, const Form& form) {
    std::vector<FoldOp> order = as_fold_ops(ops);
    RecordState state = fold(order, form);
    for (std::size_t turn = 0; turn < order.size(); ++turn) {
        std::rotate(order.begin(), order.begin() + 1, order.end());
        CHECK(fold(order, form) == state);
        CHECK(arrived(order, form) == state);
        std::vector<FoldOp> backwards(order.rbegin(), order.rend());
        CHECK(fold(backwards, form) == state);
        CHECK(arrived(backwards, form) == state);
    }
    return state;
}

Value shown(const RecordState& state, std::string_view field) {
    const auto found = state.values.find(field);
    return found == state.values.end() ? Value{} : found->second;
}

std::vector<OpId> ids(const std::vector<LoggedOp>& ops) {
    std::vector<OpId> out;
    out.reserve(ops.size());
    for (const LoggedOp& op : ops)
        out.push_back(op.id);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<OpId> in_conflict(const RecordState& state, std::string_view field) {
    std::vector<OpId> out;
    const auto found = state.conflicts.find(field);
    if (found == state.conflicts.end()) return out;
    for (const FieldHead& head : found->second.values)
        out.push_back(head.op);
    return out;
}

}  // namespace cunji::test
