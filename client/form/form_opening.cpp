#include "client/form/form_session.h"
#include "client/form/presets.h"
#include "shared/base/uuid.h"
#include "shared/store/merging.h"
#include "shared/store/typed_table.h"

#include <algorithm>

namespace cunji {

namespace {

/// The kind's own form and those of the records that are filled in with it.
std::set<std::string, std::less<>> kinds_on_form(const Form& form) {
    std::set<std::string, std::less<>> kinds{form.kind};
    for (const Repeat& repeat : form.repeats)
        kinds.insert(repeat.kind);
    return kinds;
}

std::string pack_forms(const Store& store, const std::set<std::string, std::less<>>& kinds) {
    std::vector<PolicyFile> files;
    for (PolicyFile& file : store.policy_files()) {
        const bool common = file.path == "common.json";
        const bool used = std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
            return file.path == "forms/" + kind + ".json";
        });
        if (common || used) files.push_back(std::move(file));
    }
    return pack_policy(files, store.policy().version);
}

/// Where a new record goes: where what it refers to is, else the only village there is.
Result<std::string> scope_of_new(const Store& store, const FormStart& start) {
    if (!start.scope.empty()) return writable_scope(store, start.scope);
    for (const auto& [field, value] : start.preset.items()) {
        if (!value.is_string()) continue;
        const auto key = find_record(store, value.get_ref<const std::string&>());
        if (key) return writable_scope(store, key->scope);
    }
    return writable_scope(store, {});
}

}  // namespace

Result<FormSession> FormSession::begin(FieldDevice& device, const FormStart& start) {
    const Store& store = device.store();
    const Result<Author> author = device.author();
    if (!author) return author.error();
    const Form* form = store.policy().find(start.kind);
    if (form == nullptr) return Message{"form.unknown_kind", {{"kind", start.kind}}};
    const Powers& powers = author->powers;
    if (!may_begin(powers, *form)) return why_not_written(powers);

    FormSession session;
    session.id_ = new_uuid(device.now(), device.random());
    session.by_ = author->by;
    session.opened_at_ = device.now();
    session.powers_ = powers;
    const auto kinds = kinds_on_form(*form);
    auto forms = std::make_shared<Policy>();
    forms->version = store.policy().version;
    for (const std::string& kind : kinds) {
        if (const Form* one = store.policy().find(kind)) forms->forms.emplace(kind, *one);
    }
    session.forms_ = std::move(forms);
    session.packed_ = std::make_shared<const std::string>(pack_forms(store, kinds));

    RecordDraft root;
    root.form = {session.forms_, session.forms_->find(start.kind)};
    if (start.record.empty()) {
        const Result<std::string> scope = scope_of_new(store, start);
        if (!scope) return scope.error();
        session.scope_ = *scope;
        give_presets(root, start.preset, author->by, device.now());
        session.records_.push_back(std::move(root));
    } else {
        const std::optional<RecordKey> key = find_record(store, start.record);
        if (!key || key->kind != start.kind) return Message{"form.not_here", {}};
        const Result<std::string> scope = writable_scope(store, key->scope);
        if (!scope) return scope.error();
        if (powers.own_work_only && !is_own_work(store, *key, author->by)) {
            return why_not_written(powers);
        }
        session.scope_ = *scope;
        root.id = start.record;
        session.open_record(store, root);
        for (const auto& [field, value] : start.preset.items()) {
            if (const Field* known = root.form->find(field)) root.choose(*known, value);
        }
        session.records_.push_back(std::move(root));
        session.add_stored_children(store);
    }
    session.refresh(store, device.now());
    return session;
}

void FormSession::open_record(const Store& store, RecordDraft& draft) {
    const std::optional<RecordState> state =
        stored_state(store, {scope_, draft.form->kind, draft.id});
    draft.seen = state ? state->heads : std::vector<OpId>{};
    if (!state) return;
    for (const auto& [name, value] : state->values) {
        const Field* field = draft.form->find(name);
        if (field == nullptr) continue;
        Json json = to_json(value);
        draft.opened[name] = json;
        // An entry is added to those there are; they are no answer.
        if (field->merge == MergeRule::Append) continue;
        draft.answers[name] = {typed_text(*field, json), json, std::nullopt, false};
    }
}

void FormSession::add_stored_children(const Store& store) {
    const RecordDraft& root = records_.front();
    const std::string id = root.id;
    for (const Repeat& repeat : root.form->repeats) {
        if (store.table(repeat.kind) == nullptr || forms_->find(repeat.kind) == nullptr) continue;
        std::vector<std::string> ids;
        Query query = store.db().query(
            "SELECT id FROM " + sql_name(repeat.kind) + " WHERE " + sql_name(repeat.field) +
                " = ?1 AND scope = ?2 AND void_reason IS NULL AND merge_into IS NULL ORDER BY id",
            std::string_view{id}, std::string_view{scope_});
        while (query.step())
            ids.push_back(query.str(0));
        for (const std::string& child_id : ids) {
            const bool begun =
                std::any_of(records_.begin(), records_.end(),
                            [&](const RecordDraft& other) { return other.id == child_id; });
            if (begun) continue;  // with what was changed of it in a draft
            RecordDraft& child = new_child(repeat.kind, repeat.field);
            child.id = child_id;
            open_record(store, child);
        }
    }
}

}  // namespace cunji
