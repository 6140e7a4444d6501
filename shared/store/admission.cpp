#include "shared/store/admission.h"

#include "shared/base/uuid.h"
#include "shared/policy/field_check.h"
#include "shared/record/ancestry.h"
#include "shared/store/acts.h"
#include "shared/store/merging.h"

#include <algorithm>
#include <set>

namespace cunji {

namespace {

Refusal refuse(const char* code, Message message) {
    return {code, std::move(message)};
}

Refusal bad_field(const Form& form, std::string_view field, const char* key) {
    return refuse("bad_field", {key, {{"kind", form.kind}, {"field", std::string{field}}}});
}

bool is_list(const Field& field) {
    return field.merge == MergeRule::Set || field.merge == MergeRule::Append;
}

std::optional<Message> check_value(const Field& field, const Value& value) {
    if (value.is_null()) return std::nullopt;
    if (holds_integer(field.type)) {
        if (value.integer() == nullptr) {
            return Message{"error.field.not_integer", {{"field", field.name}}};
        }
        return check_integer(field, *value.integer());
    }
    if (value.text() == nullptr) return Message{"error.field.not_text", {{"field", field.name}}};
    return check_text(field, *value.text());
}

std::optional<Refusal> check_set(const Form& form, const Op& op) {
    for (const auto& [name, value] : op.set) {
        const Field* field = form.find(name);
        if (field == nullptr) return bad_field(form, name, "error.field.unknown");
        if (field->merge == MergeRule::Computed) {
            return bad_field(form, name, "error.field.computed");
        }
        if (is_list(*field)) return bad_field(form, name, "error.field.is_list");
        if (std::optional<Message> wrong = check_value(*field, value)) {
            return refuse("bad_field", std::move(*wrong));
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_lists(const Form& form,
                                   const std::vector<std::pair<std::string, Value::List>>& changes,
                                   MergeRule rule) {
    for (const auto& [name, values] : changes) {
        const Field* field = form.find(name);
        if (field == nullptr) return bad_field(form, name, "error.field.unknown");
        if (field->merge != rule) return bad_field(form, name, "error.field.is_list");
        for (const Value& value : values) {
            if (value.is_null()) return bad_field(form, name, "error.field.not_text");
            if (std::optional<Message> wrong = check_value(*field, value)) {
                return refuse("bad_field", std::move(*wrong));
            }
        }
    }
    return std::nullopt;
}

/// Fields that are one (latitude and longitude) are set together.
std::optional<Refusal> check_units(const Form& form, const Op& op) {
    for (const auto& [name, value] : op.set) {
        const Field* field = form.find(name);
        if (field == nullptr || field->unit.empty()) continue;
        for (const Field& other : form.fields) {
            if (other.unit == field->unit && op.find_set(other.name) == nullptr) {
                return bad_field(form, other.name, "error.field.unit");
            }
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_rights(const Store& store, const Form& form, const LoggedOp& logged,
                                    const Powers& author) {
    if (!author.tier) return refuse("not_granted", {"error.right.reads_only", {}});
    if (logged.op.rank > static_cast<std::int64_t>(*author.tier)) {
        return refuse("not_granted", {"error.right.rank", {}});
    }
    const bool begins = logged.op.par.empty();
    const bool others_work =
        author.own_work_only && !is_own_work(store, key_of(logged.op), logged.op.by);
    if (others_work || (begins && !may_begin(author, form))) {
        return refuse("not_granted", why_not_written(author));
    }
    const auto denied = [&](std::string_view name) -> std::optional<Refusal> {
        return refuse("not_granted", {"error.right.field", {{"field", std::string{name}}}});
    };
    for (const auto& [name, value] : logged.op.set) {
        const Field* field = form.find(name);
        // An approval states every field of the record, also those it may not change.
        if (!may_write(author, *field) && value_seen(store, logged, name) != value) {
            return denied(name);
        }
    }
    for (const auto* changes : {&logged.op.add, &logged.op.rem, &logged.op.app}) {
        for (const auto& [name, values] : *changes) {
            const bool stated = changes == &logged.op.add && is_approval(logged.op);
            if (!may_write(author, *form.find(name)) && !stated) return denied(name);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_transitions(const Store& store, const Form& form,
                                         const LoggedOp& logged, const Powers& author) {
    for (const auto& [name, value] : logged.op.set) {
        const Field* field = form.find(name);
        if (field->merge != MergeRule::Status || value.text() == nullptr) continue;
        const Value seen = value_seen(store, logged, name);
        const std::string from =
            seen.text() != nullptr ? *seen.text() : field->choices.front().code;
        const std::string& to = *value.text();
        if (from == to) continue;
        const bool allowed = std::any_of(
            field->transitions.begin(), field->transitions.end(), [&](const Transition& step) {
                return step.from == from && step.to == to && may_take(author, step);
            });
        if (!allowed) {
            return refuse("bad_transition",
                          {"error.transition", {{"field", name}, {"from", from}, {"to", to}}});
        }
    }
    return std::nullopt;
}

/// Asking for an unlock is the one thing that may stand on a locked record.
bool only_asks_unlock(const Op& op) {
    const Value* review = op.find_set(kReviewField);
    return op.set.size() == 1 && op.add.empty() && op.rem.empty() && op.app.empty() &&
           review != nullptr && *review == Value{"unlock_requested"};
}

std::optional<Refusal> check_lock(const Store& store, const LoggedOp& logged) {
    const Op& op = logged.op;
    if (op.par.empty() || !op.annul.empty() || only_asks_unlock(op)) return std::nullopt;
    const std::optional<std::int64_t> approved = store.db().integer(
        "SELECT approved FROM record WHERE id = ?1 AND scope = ?2 AND kind = ?3",
        std::string_view{op.rec}, std::string_view{op.scope}, std::string_view{op.kind});
    if (approved.value_or(0) == 0) return std::nullopt;
    const std::vector<StoredOp> ops = ops_of_record(store.db(), key_of(op));
    std::vector<FoldOp> input;
    input.reserve(ops.size());
    for (const StoredOp& stored : ops)
        input.push_back({&stored.logged, stored.county});
    if (!builds_on_locked(input, logged)) return std::nullopt;
    return refuse("locked", {"error.locked", {}});
}

/// Who approves answers for it as by an act (shared/record/act.h): the same people must differ.
std::optional<Refusal> check_approver(const Store& store, const Op& op, Tier author) {
    const Value* review = op.find_set(kReviewField);
    const bool approves =
        review != nullptr && (*review == Value{"approved"} || *review == Value{"locked"});
    if (!approves) return std::nullopt;
    std::optional<Message> wrong =
        may_not_act(store, key_of(op), op.par, act_of_approval(author), op.by, author);
    if (!wrong) return std::nullopt;
    return refuse("not_granted", std::move(*wrong));
}

std::optional<Refusal> check_parents(const Store& store, const Op& op) {
    const RecordKey key = key_of(op);
    for (const OpId& parent : op.par) {
        const std::optional<RecordKey> held = record_of(store.db(), parent);
        if (held && *held != key) return refuse("bad_field", {"error.op.parent_of_other", {}});
    }
    if (!op.par.empty()) return std::nullopt;
    // An id belongs to the scope and kind that had it first.
    Query query =
        store.db().query("SELECT scope, kind FROM record WHERE id = ?1", std::string_view{op.rec});
    while (query.step()) {
        if (query.text(0) != op.scope || query.text(1) != op.kind) {
            return refuse("bad_field", {"error.op.id_taken", {}});
        }
    }
    return std::nullopt;
}

}  // namespace

Value value_seen(const Store& store, const LoggedOp& logged, std::string_view field) {
    if (logged.op.par.empty()) return {};
    const TypedTable* table = store.table(logged.op.kind);
    if (table == nullptr) return {};
    const std::vector<StoredOp> ops = ops_of_record(store.db(), key_of(logged.op));
    std::vector<const LoggedOp*> all;
    for (const StoredOp& stored : ops) {
        if (stored.logged.id != logged.id) all.push_back(&stored.logged);
    }
    all.push_back(&logged);
    const Ancestry ancestry{all};
    std::vector<FoldOp> seen;
    std::size_t index = 0;
    for (const StoredOp& stored : ops) {
        if (stored.logged.id == logged.id) continue;
        if (ancestry.saw(all.size() - 1, index)) seen.push_back({&stored.logged, stored.county});
        ++index;
    }
    const RecordState state = fold(seen, table->form());
    const auto found = state.values.find(field);
    return found == state.values.end() ? Value{} : found->second;
}

std::optional<Refusal> check_op(const Store& store, const LoggedOp& logged, const Powers& author) {
    const Op& op = logged.op;
    const TypedTable* table = store.table(op.kind);
    if (table == nullptr)
        return refuse("unknown_kind", {"error.kind.unknown", {{"kind", op.kind}}});
    if (!op.annul.empty()) return refuse("not_granted", {"error.right.annul", {}});
    const Form& form = table->form();
    std::optional<Refusal> refusal = check_set(form, op);
    if (!refusal) refusal = check_lists(form, op.add, MergeRule::Set);
    if (!refusal) refusal = check_lists(form, op.rem, MergeRule::Set);
    if (!refusal) refusal = check_lists(form, op.app, MergeRule::Append);
    if (!refusal) refusal = check_units(form, op);
    if (!refusal) refusal = check_parents(store, op);
    if (!refusal) refusal = check_rights(store, form, logged, author);
    if (!refusal) refusal = check_transitions(store, form, logged, author);
    if (!refusal) refusal = check_lock(store, logged);
    if (!refusal) refusal = check_approver(store, op, *author.tier);
    if (!refusal && op.kind == kActKind) refusal = check_act(store, logged, *author.tier);
    return refusal;
}

Message why_not_written(const Powers& author) {
    return {author.own_work_only ? "error.right.own_work" : "error.right.kind", {}};
}

bool is_own_work(const Store& store, const RecordKey& record, std::string_view person) {
    const std::vector<StoredOp> ops = ops_of_record(store.db(), record);
    return std::all_of(ops.begin(), ops.end(), [&](const StoredOp& stored) {
        return !stored.logged.op.par.empty() || stored.logged.op.by == person;
    });
}

}  // namespace cunji
