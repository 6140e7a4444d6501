#include "shared/record/changes.h"

#include <set>

namespace cunji {

namespace {

Value value_of(const RecordState& state, const std::string& field) {
    const auto found = state.values.find(field);
    if (found == state.values.end()) return {};
    const Value::List* list = found->second.list();
    return list != nullptr && list->empty() ? Value{} : found->second;
}

std::set<std::string> fields_of(const Op& op) {
    std::set<std::string> out;
    const auto take = [&out](const auto& changes) {
        for (const auto& [name, value] : changes)
            out.insert(name);
    };
    take(op.set);
    take(op.add);
    take(op.rem);
    take(op.app);
    return out;
}

/// What the op itself says of a field that the form does not know.
Value said_of(const Op& op, const std::string& name) {
    if (const Value* value = op.find_set(name)) return *value;
    for (const auto* lists : {&op.add, &op.app}) {
        for (const auto& [field, list] : *lists) {
            if (field == name) return Value{list};
        }
    }
    return {};
}

std::vector<FieldChange> changes_between(const Op& op, const RecordState& before,
                                         const RecordState& after, const Form& form) {
    std::vector<FieldChange> out;
    for (const std::string& name : fields_of(op)) {
        const bool known = form.find(name) != nullptr;
        // A lower value under "max" changes nothing that is shown, and was said all the same.
        const Value* set = op.find_set(name);
        Value to = !known ? said_of(op, name) : set != nullptr ? *set : value_of(after, name);
        Value from = value_of(before, name);
        if (known && from == to && !before.conflicts.contains(name)) continue;
        out.push_back({name, std::move(from), std::move(to)});
    }
    return out;
}

}  // namespace

std::vector<std::vector<FieldChange>> changes_of(const RecordHistory& history) {
    std::vector<std::vector<FieldChange>> out;
    out.reserve(history.ops.size());
    const OpId* last = nullptr;
    RecordState at_last;  // as the author of `last` left it
    for (const FoldOp& one : history.ops) {
        const LoggedOp& logged = *one.logged;
        const std::vector<OpId>& parents = logged.op.par;
        RecordState before;
        // Mostly people change a record one after the other: then nothing is folded anew.
        if (last != nullptr && parents.size() == 1 && parents.front() == *last) {
            before = std::move(at_last);
        } else if (!parents.empty()) {
            before = state_at(history, parents).value_or(RecordState{});
        }
        RecordState after = before;
        if (can_apply_on_top(before, logged)) {
            apply_on_top(after, logged, *history.form);
        } else if (auto state = state_at(history, {&logged.id, 1})) {
            after = std::move(*state);
        }
        out.push_back(changes_between(logged.op, before, after, *history.form));
        last = &logged.id;
        at_last = std::move(after);
    }
    return out;
}

}  // namespace cunji
