#include "tests/shared/record/naive_fold.h"

#include <algorithm>
#include <tuple>

namespace cunji::test {

namespace {

using Ops = std::vector<const LoggedOp*>;

/// Leaves only those with the largest key.
template <typename KeyOf>
void keep_largest(Ops& ops, KeyOf key_of) {
    auto largest = key_of(*ops.front());
    for (const LoggedOp* op : ops)
        largest = std::max(largest, key_of(*op));
    std::erase_if(ops, [&](const LoggedOp* op) { return key_of(*op) != largest; });
}

Value written(const LoggedOp& op, const std::string& field) {
    for (const auto& [name, value] : op.op.set) {
        if (name == field) return value;
    }
    return {};
}

bool writes(const LoggedOp& op, std::string_view field) {
    return std::any_of(op.op.set.begin(), op.op.set.end(),
                       [&](const auto& change) { return change.first == field; });
}

Value::List listed(const std::vector<std::pair<std::string, Value::List>>& changes,
                   const std::string& field) {
    for (const auto& [name, list] : changes) {
        if (name == field) return list;
    }
    return {};
}

bool contains(const Value::List& list, const Value& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool changes_something(const LoggedOp& op) {
    return op.op.set.size() + op.op.add.size() + op.op.rem.size() + op.op.app.size() > 0;
}

bool approves(const LoggedOp& op) {
    const Value review = written(op, "review");
    return op.op.rank >= 1 && (review == Value{"approved"} || review == Value{"locked"});
}

int step_of(const Field& field, const Value& value) {
    int step = 0;
    for (const Choice& choice : field.choices) {
        if (value == Value{choice.code}) return step;
        ++step;
    }
    return -1;
}

/// Of writes that did not see each other, the one that the field's rule shows.
const LoggedOp& winner(Ops race, const Field& field, Fault fault) {
    const auto value = [&](const LoggedOp& op) { return written(op, field.name); };
    keep_largest(race, [](const LoggedOp& op) { return op.op.rank; });
    if (field.merge == MergeRule::Max || field.merge == MergeRule::Min) {
        keep_largest(race, [&](const LoggedOp& op) { return !value(op).is_null(); });
        Value best = value(*race.front());
        for (const LoggedOp* op : race) {
            const bool better =
                field.merge == MergeRule::Max ? best < value(*op) : value(*op) < best;
            if (better) best = value(*op);
        }
        std::erase_if(race, [&](const LoggedOp* op) { return value(*op) != best; });
    }
    if (field.merge == MergeRule::Status) {
        keep_largest(race, [&](const LoggedOp& op) { return step_of(field, value(op)); });
    }
    keep_largest(race, [](const LoggedOp& op) { return op.op.at; });
    if (fault == Fault::TieWithoutLine) return *race.front();
    keep_largest(race, [](const LoggedOp& op) { return op.op.rid; });
    keep_largest(race, [](const LoggedOp& op) { return op.op.n; });
    keep_largest(race, [](const LoggedOp& op) { return op.h; });
    return *race.front();
}

const LoggedOp& last_by_clock(const Ops& live, const std::string& field) {
    Ops race;
    for (const LoggedOp* op : live) {
        if (writes(*op, field)) race.push_back(op);
    }
    keep_largest(race, [](const LoggedOp& op) { return std::tuple{op.op.at, op.op.rid, op.op.n}; });
    return *race.front();
}

void fold_register(RecordState& state, const Ops& live, Seen& seen, const Field& field,
                   Fault fault) {
    const Ops heads = unseen_writes(live, seen, field.name);
    if (heads.empty()) return;
    if (fault == Fault::ClockDecides) {
        state.values[field.name] = written(last_by_clock(live, field.name), field.name);
        return;
    }
    const LoggedOp& best = winner(heads, field, fault);
    state.values[field.name] = written(best, field.name);
    if (!field.flagged && field.merge != MergeRule::KeepBoth) return;
    std::set<Value> values;
    for (const LoggedOp* op : heads)
        values.insert(written(*op, field.name));
    if (values.size() < 2) return;
    Conflict& conflict = state.conflicts[field.name];
    conflict.shown = best.id;
    for (const LoggedOp* op : heads)
        conflict.values.push_back({op->id, written(*op, field.name)});
}

bool is_in(const Ops& live, Seen& seen, const std::string& field, const Value& element,
           Fault fault) {
    Ops additions;
    Ops removals;
    for (const LoggedOp* op : live) {
        if (contains(listed(op->op.add, field), element)) additions.push_back(op);
        if (contains(listed(op->op.rem, field), element)) removals.push_back(op);
    }
    return std::any_of(additions.begin(), additions.end(), [&](const LoggedOp* addition) {
        return std::none_of(removals.begin(), removals.end(), [&](const LoggedOp* removal) {
            if (fault == Fault::RemoveWins) {
                return addition != removal && !seen.saw(*addition, *removal);
            }
            return seen.saw(*removal, *addition);
        });
    });
}

void fold_set(RecordState& state, const Ops& live, Seen& seen, const std::string& field,
              Fault fault) {
    std::set<Value> elements;
    for (const LoggedOp* op : live) {
        for (const Value& element : listed(op->op.add, field)) {
            if (is_in(live, seen, field, element, fault)) elements.insert(element);
        }
    }
    if (!elements.empty()) state.values[field] = Value::List(elements.begin(), elements.end());
}

void fold_append(RecordState& state, const Ops& live, const std::string& field) {
    std::vector<std::tuple<Millis, std::uint64_t, std::int64_t, Hash, std::size_t, Value>> entries;
    for (const LoggedOp* op : live) {
        const Value::List list = listed(op->op.app, field);
        for (std::size_t i = 0; i < list.size(); ++i) {
            entries.emplace_back(op->op.at, op->op.rid, op->op.n, op->h, i, list[i]);
        }
    }
    std::sort(entries.begin(), entries.end());
    Value::List all;
    for (const auto& entry : entries)
        all.push_back(std::get<Value>(entry));
    if (!all.empty()) state.values[field] = all;
}

/// All writes of the field that nobody replaced, and the ops that its decision did not see.
void add_conflict(RecordState& state, const Form& form, const std::string& field, Ops heads,
                  const Ops& missed, Fault fault) {
    if (missed.empty()) return;
    Conflict& conflict = state.conflicts[field];
    conflict.shown = winner(heads, *form.find(field), fault).id;
    for (const LoggedOp* op : missed) {
        if (std::find(heads.begin(), heads.end(), op) == heads.end()) heads.push_back(op);
    }
    conflict.values.clear();
    for (const LoggedOp* op : heads)
        conflict.values.push_back({op->id, written(*op, field)});
}

void add_approval_conflict(RecordState& state, const Ops& live, Seen& seen, const Form& form,
                           Fault fault) {
    const Ops heads = unseen_writes(live, seen, "review");
    Ops missed;
    for (const LoggedOp* op : live) {
        for (const LoggedOp* approval : heads) {
            const bool concurrent =
                op != approval && !seen.saw(*op, *approval) && !seen.saw(*approval, *op);
            if (approves(*approval) && concurrent && op->op.rank < approval->op.rank &&
                changes_something(*op)) {
                missed.push_back(op);
                break;
            }
        }
    }
    add_conflict(state, form, "review", heads, missed, fault);
}

void add_void_conflict(RecordState& state, const Ops& live, Seen& seen, const Form& form,
                       Fault fault) {
    const Ops heads = unseen_writes(live, seen, "void_reason");
    Ops missed;
    for (const LoggedOp* op : live) {
        if (!changes_something(*op) || writes(*op, "void_reason")) continue;
        bool voided = false;
        bool weighed = false;
        for (const LoggedOp* head : heads) {
            const bool concurrent = !seen.saw(*op, *head) && !seen.saw(*head, *op);
            if (concurrent && !written(*head, "void_reason").is_null()) voided = true;
            if (seen.saw(*head, *op)) weighed = true;
        }
        if (voided && !weighed) missed.push_back(op);
    }
    add_conflict(state, form, "void_reason", heads, missed, fault);
}

std::vector<OpId> heads_of(const std::vector<FoldOp>& ops) {
    std::set<OpId> heads;
    for (const FoldOp& op : ops)
        heads.insert(op.logged->id);
    for (const FoldOp& op : ops) {
        for (const OpId& parent : op.logged->op.par)
            heads.erase(parent);
    }
    return {heads.begin(), heads.end()};
}

}  // namespace

Seen::Seen(const std::vector<FoldOp>& ops) {
    for (const FoldOp& op : ops)
        ops_[op.logged->id] = op.logged;
}

const std::set<OpId>& Seen::by(const OpId& id) {
    const auto known = seen_.find(id);
    if (known != seen_.end()) return known->second;
    std::set<OpId> all;
    for (const OpId& parent : ops_.at(id)->op.par) {
        if (!ops_.contains(parent)) continue;
        const std::set<OpId>& theirs = by(parent);
        all.insert(parent);
        all.insert(theirs.begin(), theirs.end());
    }
    return seen_[id] = all;
}

std::vector<const LoggedOp*> live_of(const std::vector<FoldOp>& ops, Fault fault) {
    std::set<OpId> annulled;
    for (const FoldOp& op : ops) {
        if (!op.county && fault != Fault::AnnulFromAnyone) continue;
        annulled.insert(op.logged->op.annul.begin(), op.logged->op.annul.end());
    }
    std::vector<const LoggedOp*> live;
    for (const FoldOp& op : ops) {
        if (op.logged->op.annul.empty() && !annulled.contains(op.logged->id)) {
            live.push_back(op.logged);
        }
    }
    return live;
}

std::vector<const LoggedOp*> unseen_writes(const std::vector<const LoggedOp*>& live, Seen& seen,
                                           std::string_view field) {
    std::vector<const LoggedOp*> out;
    for (const LoggedOp* op : live) {
        if (!writes(*op, field)) continue;
        const bool replaced = std::any_of(live.begin(), live.end(), [&](const LoggedOp* other) {
            return writes(*other, field) && seen.saw(*other, *op);
        });
        if (!replaced) out.push_back(op);
    }
    return out;
}

RecordState naive_fold(const std::vector<FoldOp>& ops, const Form& form, Fault fault) {
    Seen seen{ops};
    const Ops live = live_of(ops, fault);
    RecordState state;
    state.heads = heads_of(ops);
    state.exists = !live.empty();
    state.approved =
        std::any_of(live.begin(), live.end(), [](const LoggedOp* op) { return approves(*op); });
    for (const Field& field : form.fields) {
        if (field.merge == MergeRule::Set) {
            fold_set(state, live, seen, field.name, fault);
        } else if (field.merge == MergeRule::Append) {
            fold_append(state, live, field.name);
        } else if (field.merge != MergeRule::Computed) {
            fold_register(state, live, seen, field, fault);
        }
    }
    add_approval_conflict(state, live, seen, form, fault);
    add_void_conflict(state, live, seen, form, fault);
    for (auto& [field, conflict] : state.conflicts) {
        std::sort(conflict.values.begin(), conflict.values.end(),
                  [](const FieldHead& a, const FieldHead& b) { return a.op < b.op; });
    }
    return state;
}

void put_on_top(RecordState& state, const LoggedOp& op, const Form& form) {
    std::set<OpId> heads(state.heads.begin(), state.heads.end());
    for (const OpId& parent : op.op.par)
        heads.erase(parent);
    heads.insert(op.id);
    state.heads.assign(heads.begin(), heads.end());
    state.exists = true;
    state.approved = state.approved || approves(op);
    for (const auto& [name, value] : op.op.set)
        state.values[name] = value;
    for (const Field& field : form.fields) {
        const Value* held = state.values.contains(field.name) ? &state.values[field.name] : nullptr;
        Value::List list =
            held != nullptr && held->list() != nullptr ? *held->list() : Value::List{};
        if (field.merge == MergeRule::Append) {
            const Value::List more = listed(op.op.app, field.name);
            list.insert(list.end(), more.begin(), more.end());
        } else if (field.merge == MergeRule::Set) {
            std::set<Value> elements(list.begin(), list.end());
            for (const Value& element : listed(op.op.rem, field.name))
                elements.erase(element);
            for (const Value& element : listed(op.op.add, field.name))
                elements.insert(element);
            list.assign(elements.begin(), elements.end());
        } else {
            continue;
        }
        if (list.empty()) {
            state.values.erase(field.name);
        } else {
            state.values[field.name] = list;
        }
    }
}

}  // namespace cunji::test
