#include "client/app/resolving.h"

#include "shared/json/json.h"
#include "shared/store/merging.h"

#include <algorithm>

namespace cunji {

namespace {

using Problems = std::vector<SaveProblem>;

Problems one_problem(Message message, const std::string& field = {}) {
    return {{0, field, std::move(message)}};
}

const Value* value_of(const Conflict& conflict, std::string_view op) {
    const auto found = std::find_if(conflict.values.begin(), conflict.values.end(),
                                    [&](const FieldHead& head) { return to_text(head.op) == op; });
    return found == conflict.values.end() ? nullptr : &found->value;
}

/// What the op says of the field, and of those in conflict that belong together with it.
Json fields_of_op(const Form& form, const RecordState& state, const Field& field,
                  std::string_view op) {
    Json fields = Json::object();
    for (const auto& [name, conflict] : state.conflicts) {
        const Field* other = form.find(name);
        if (other == nullptr) continue;
        const bool together = !field.unit.empty() && other->unit == field.unit;
        if (name != field.name && !together) continue;
        if (const Value* value = value_of(conflict, op)) fields[name] = to_json(*value);
    }
    return fields;
}

}  // namespace

Result<SavedRecord, Problems> resolve_conflict(FieldDevice& device, const Decision& decision) {
    const Store& store = device.store();
    if (decision.reason.empty()) return one_problem({"error.resolve.no_reason", {}});
    const std::optional<RecordKey> key = find_record(store, decision.record);
    if (!key) return one_problem({"error.save.no_such_record", {{"id", decision.record}}});
    const TypedTable* table = store.table(key->kind);
    if (table == nullptr) return one_problem({"error.kind.unknown", {{"kind", key->kind}}});
    const Field* field = table->form().find(decision.field);
    if (field == nullptr) {
        return one_problem({"error.field.unknown", {{"field", decision.field}}}, decision.field);
    }
    const RecordState state = stored_state(store, *key).value_or(RecordState{});
    const auto conflict = state.conflicts.find(decision.field);
    if (conflict == state.conflicts.end()) {
        return one_problem({"error.resolve.no_conflict", {{"field", field->name}}}, field->name);
    }
    const Result<Author> author = device.author();
    if (!author) return one_problem(author.error());
    // Whether an approval stands is not for those who wrote against it to say.
    if (field->name == kReviewField && author->powers.tier == Tier::Village) {
        return one_problem({"error.resolve.office", {{"field", field->name}}}, field->name);
    }
    SaveRequest save;
    save.kind = key->kind;
    save.id = key->id;
    save.why = decision.reason;
    if (decision.value) {
        save.fields[field->name] = *decision.value;
    } else {
        save.fields = fields_of_op(table->form(), state, *field, decision.take);
        if (!save.fields.contains(field->name)) {
            return one_problem(
                {"error.resolve.no_such_op", {{"field", field->name}, {"op", decision.take}}},
                field->name);
        }
    }
    Result<std::vector<SavedRecord>, Problems> saved = record_group(device, {std::move(save)});
    if (!saved) return saved.error();
    return std::move(saved->front());
}

}  // namespace cunji
