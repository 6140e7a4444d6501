#include "shared/record/fold.h"

#include "shared/base/check.h"
#include "shared/record/ancestry.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cunji {

namespace {

bool sets_review_to(const Op& op, std::string_view one, std::string_view other) {
    const Value* review = op.find_set(kReviewField);
    const std::string* state = review != nullptr ? review->text() : nullptr;
    return op.rank >= 1 && state != nullptr && (*state == one || *state == other);
}

const Value::List* entries_of(const std::vector<std::pair<std::string, Value::List>>& changes,
                              std::string_view field) {
    for (const auto& [name, entries] : changes) {
        if (name == field) return &entries;
    }
    return nullptr;
}

bool has_content(const Op& op) {
    return !op.set.empty() || !op.add.empty() || !op.rem.empty() || !op.app.empty();
}

/// What clocks and ids decide between people who did not see each other.
auto tie_of(const LoggedOp& logged) {
    return std::tuple{logged.op.rank, logged.op.at, logged.op.rid, logged.op.n, logged.h};
}

/// One fold: the ops of a record, who saw whom, and which of them count.
class Folding {
public:
    Folding(std::vector<const LoggedOp*> ops, const std::set<OpId>& annulled, const Form& form)
        : ops_(std::move(ops)), ancestry_(ops_), form_(form) {
        for (std::size_t i = 0; i < ops_.size(); ++i) {
            if (ops_[i]->op.annul.empty() && !annulled.contains(ops_[i]->id)) live_.push_back(i);
        }
    }

    RecordState run() {
        RecordState state;
        state.heads = heads();
        state.exists = !live_.empty();
        state.approved = std::any_of(live_.begin(), live_.end(),
                                     [&](std::size_t i) { return is_approval(ops_[i]->op); });
        for (const Field& field : form_.fields)
            fold_field(field, state);
        add_approval_conflicts(state);
        add_void_conflicts(state);
        return state;
    }

private:
    [[nodiscard]] const LoggedOp& at(std::size_t index) const { return *ops_[index]; }

    [[nodiscard]] std::vector<OpId> heads() const {
        std::set<OpId> parents;
        for (const LoggedOp* logged : ops_)
            parents.insert(logged->op.par.begin(), logged->op.par.end());
        std::vector<OpId> out;
        for (const LoggedOp* logged : ops_) {
            if (!parents.contains(logged->id)) out.push_back(logged->id);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    void fold_field(const Field& field, RecordState& state) {
        switch (field.merge) {
            case MergeRule::Computed:
                return;
            case MergeRule::Set:
                return fold_set(field, state);
            case MergeRule::Append:
                return fold_append(field, state);
            case MergeRule::Latest:
            case MergeRule::KeepBoth:
            case MergeRule::Max:
            case MergeRule::Min:
            case MergeRule::Status:
                return fold_register(field, state);
        }
    }

    /// The writes of a field that no other write of it saw.
    [[nodiscard]] std::vector<std::size_t> heads_of(std::string_view field) const {
        std::vector<std::size_t> writes;
        for (const std::size_t i : live_) {
            if (at(i).op.find_set(field) != nullptr) writes.push_back(i);
        }
        std::vector<std::size_t> out;
        for (const std::size_t i : writes) {
            const bool seen = std::any_of(writes.begin(), writes.end(), [&](std::size_t later) {
                return ancestry_.saw(later, i);
            });
            if (!seen) out.push_back(i);
        }
        return out;
    }

    void fold_register(const Field& field, RecordState& state) {
        const std::vector<std::size_t> writes = heads_of(field.name);
        if (writes.empty()) return;
        const std::size_t shown = shown_of(field, writes);
        state.values[field.name] = *at(shown).op.find_set(field.name);
        if (writes.size() == 1 || (!field.flagged && field.merge != MergeRule::KeepBoth)) return;
        const Value& first = *at(writes.front()).op.find_set(field.name);
        const bool differ = std::any_of(writes.begin(), writes.end(), [&](std::size_t i) {
            return *at(i).op.find_set(field.name) != first;
        });
        if (differ) state.conflicts[field.name] = conflict_of(field.name, writes, shown);
    }

    /// The one of a field's concurrent writes that its rule prefers.
    [[nodiscard]] std::size_t shown_of(const Field& field,
                                       const std::vector<std::size_t>& writes) const {
        return *std::max_element(writes.begin(), writes.end(), [&](std::size_t a, std::size_t b) {
            return loses(field, at(a), at(b));
        });
    }

    /// a < b in what the field's rule prefers. Rank comes first in every rule.
    static bool loses(const Field& field, const LoggedOp& a, const LoggedOp& b) {
        if (a.op.rank != b.op.rank) return a.op.rank < b.op.rank;
        const Value& value_a = *a.op.find_set(field.name);
        const Value& value_b = *b.op.find_set(field.name);
        if (field.merge == MergeRule::Max || field.merge == MergeRule::Min) {
            // An erased field never beats a value.
            if (value_a.is_null() != value_b.is_null()) return value_a.is_null();
            if (value_a != value_b) {
                return field.merge == MergeRule::Max ? value_a < value_b : value_b < value_a;
            }
        }
        if (field.merge == MergeRule::Status) {
            const int step_a = step(field, value_a);
            const int step_b = step(field, value_b);
            if (step_a != step_b) return step_a < step_b;
        }
        return tie_of(a) < tie_of(b);
    }

    static int step(const Field& field, const Value& value) {
        return value.text() != nullptr ? field.step_of(*value.text()) : -1;
    }

    void fold_set(const Field& field, RecordState& state) {
        std::set<Value> elements;
        for (const std::size_t i : live_) {
            const Value::List* added = entries_of(at(i).op.add, field.name);
            if (added == nullptr) continue;
            for (const Value& element : *added) {
                if (!removed_after(field.name, element, i)) elements.insert(element);
            }
        }
        if (!elements.empty()) {
            state.values[field.name] = Value::List(elements.begin(), elements.end());
        }
    }

    [[nodiscard]] bool removed_after(std::string_view field, const Value& element,
                                     std::size_t addition) const {
        return std::any_of(live_.begin(), live_.end(), [&](std::size_t i) {
            const Value::List* removed = entries_of(at(i).op.rem, field);
            return removed != nullptr && ancestry_.saw(i, addition) &&
                   std::find(removed->begin(), removed->end(), element) != removed->end();
        });
    }

    void fold_append(const Field& field, RecordState& state) {
        std::vector<std::size_t> authors;
        for (const std::size_t i : live_) {
            if (entries_of(at(i).op.app, field.name) != nullptr) authors.push_back(i);
        }
        std::sort(authors.begin(), authors.end(), [&](std::size_t a, std::size_t b) {
            const auto order = [&](std::size_t i) {
                const LoggedOp& logged = at(i);
                return std::tuple{logged.op.at, logged.op.rid, logged.op.n, logged.h};
            };
            return order(a) < order(b);
        });
        Value::List all;
        for (const std::size_t i : authors) {
            const Value::List& entries = *entries_of(at(i).op.app, field.name);
            all.insert(all.end(), entries.begin(), entries.end());
        }
        if (!all.empty()) state.values[field.name] = std::move(all);
    }

    /// An approval stands; whatever of lower rank it did not see is for the office to look at.
    void add_approval_conflicts(RecordState& state) {
        const std::vector<std::size_t> writes = heads_of(kReviewField);
        std::vector<std::size_t> unseen;
        for (const std::size_t i : live_) {
            if (!has_content(at(i).op)) continue;
            const bool missed =
                std::any_of(writes.begin(), writes.end(), [&](std::size_t approval) {
                    return is_approval(at(approval).op) && ancestry_.concurrent(approval, i) &&
                           at(i).op.rank < at(approval).op.rank;
                });
            if (missed) unseen.push_back(i);
        }
        add_conflict(state, kReviewField, writes, unseen);
    }

    /// Somebody went on with a record that somebody else declared void.
    void add_void_conflicts(RecordState& state) {
        const std::vector<std::size_t> writes = heads_of(kVoidField);
        std::vector<std::size_t> unseen;
        for (const std::size_t i : live_) {
            if (!has_content(at(i).op)) continue;
            if (at(i).op.find_set(kVoidField) != nullptr) continue;  // compared as values above
            const bool missed = std::any_of(writes.begin(), writes.end(), [&](std::size_t writer) {
                return !at(writer).op.find_set(kVoidField)->is_null() &&
                       ancestry_.concurrent(writer, i);
            });
            const bool weighed = std::any_of(writes.begin(), writes.end(), [&](std::size_t other) {
                return ancestry_.saw(other, i);
            });
            if (missed && !weighed) unseen.push_back(i);
        }
        add_conflict(state, kVoidField, writes, unseen);
    }

    /// A conflict of the field's concurrent writes with ops that write other fields.
    void add_conflict(RecordState& state, std::string_view name,
                      const std::vector<std::size_t>& writes,
                      const std::vector<std::size_t>& unseen) const {
        if (unseen.empty()) return;
        Field unknown;
        unknown.name = name;
        const Field* field = form_.find(name);
        std::set<std::size_t> all(writes.begin(), writes.end());
        all.insert(unseen.begin(), unseen.end());
        const std::size_t shown = shown_of(field != nullptr ? *field : unknown, writes);
        state.conflicts[std::string{name}] = conflict_of(name, {all.begin(), all.end()}, shown);
    }

    [[nodiscard]] Conflict conflict_of(std::string_view field, std::vector<std::size_t> involved,
                                       std::size_t shown) const {
        std::sort(involved.begin(), involved.end(),
                  [&](std::size_t a, std::size_t b) { return at(a).id < at(b).id; });
        Conflict conflict{{}, at(shown).id};
        for (const std::size_t i : involved) {
            const Value* value = at(i).op.find_set(field);
            conflict.values.push_back({at(i).id, value != nullptr ? *value : Value{}});
        }
        return conflict;
    }

    std::vector<const LoggedOp*> ops_;
    Ancestry ancestry_;
    const Form& form_;
    std::vector<std::size_t> live_;
};

std::set<OpId> annulled_by(std::span<const FoldOp> ops) {
    std::set<OpId> out;
    for (const FoldOp& op : ops) {
        if (op.county) out.insert(op.logged->op.annul.begin(), op.logged->op.annul.end());
    }
    return out;
}

}  // namespace

bool is_approval(const Op& op) {
    return sets_review_to(op, "approved", "locked");
}

bool is_unlock(const Op& op) {
    return sets_review_to(op, "draft", "returned");
}

RecordState fold(std::span<const FoldOp> ops, const Form& form) {
    std::vector<const LoggedOp*> logged;
    logged.reserve(ops.size());
    for (const FoldOp& op : ops)
        logged.push_back(op.logged);
    return Folding{std::move(logged), annulled_by(ops), form}.run();
}

bool builds_on_locked(std::span<const FoldOp> ops, const LoggedOp& op) {
    const std::set<OpId> annulled = annulled_by(ops);
    std::vector<const LoggedOp*> all;
    for (const FoldOp& known : ops) {
        if (known.logged->id != op.id) all.push_back(known.logged);
    }
    const std::size_t self = all.size();
    all.push_back(&op);
    const Ancestry ancestry{all};
    const auto live = [&](std::size_t i) { return !annulled.contains(all[i]->id); };
    for (std::size_t approval = 0; approval < self; ++approval) {
        const bool locks = is_approval(all[approval]->op) && live(approval) &&
                           all[approval]->op.rank > op.op.rank && ancestry.saw(self, approval);
        if (!locks) continue;
        bool unlocked = false;
        for (std::size_t i = 0; i < self && !unlocked; ++i) {
            unlocked = is_unlock(all[i]->op) && live(i) && ancestry.saw(i, approval) &&
                       ancestry.saw(self, i);
        }
        if (!unlocked) return true;
    }
    return false;
}

bool can_apply_on_top(const RecordState& state, const LoggedOp& op) {
    if (!state.conflicts.empty() || !op.op.annul.empty() || !op.op.app.empty()) return false;
    std::vector<OpId> parents = op.op.par;
    std::sort(parents.begin(), parents.end());
    return parents == state.heads;
}

void apply_on_top(RecordState& state, const LoggedOp& op, const Form& form) {
    CHECK_THAT(can_apply_on_top(state, op));
    state.heads = {op.id};
    state.exists = true;
    state.approved = state.approved || is_approval(op.op);
    for (const auto& [name, value] : op.op.set) {
        const Field* field = form.find(name);
        const bool holds = field != nullptr && field->merge != MergeRule::Set &&
                           field->merge != MergeRule::Append && field->merge != MergeRule::Computed;
        if (holds) state.values[name] = value;
    }
    const auto change = [&](const auto& changes, bool present) {
        for (const auto& [name, elements] : changes) {
            const Field* field = form.find(name);
            if (field == nullptr || field->merge != MergeRule::Set) continue;
            const auto held = state.values.find(name);
            std::set<Value> all;
            if (held != state.values.end()) {
                all.insert(held->second.list()->begin(), held->second.list()->end());
            }
            for (const Value& element : elements) {
                if (present) {
                    all.insert(element);
                } else {
                    all.erase(element);
                }
            }
            if (all.empty()) {
                state.values.erase(name);
            } else {
                state.values[name] = Value::List(all.begin(), all.end());
            }
        }
    };
    // An op that removes and adds the same element: the addition did not see its own removal.
    change(op.op.rem, false);
    change(op.op.add, true);
}

}  // namespace cunji
