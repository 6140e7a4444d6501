// What saving a form writes.

#include "client/form/explaining.h"
#include "client/form/form_session.h"
#include "shared/store/typed_table.h"

namespace cunji {

namespace {

constexpr const char* kRemarks = "remarks";

/// Whether anything of the record is written. A child that was added and taken away again is not.
bool is_saved(const RecordDraft& draft) {
    if (draft.key.empty()) return true;
    return draft.id.empty() ? !draft.removed : draft.touched();
}

/// "@c2" as "@n" of the group, or as the id it has already.
void name_records(Json& value, const std::vector<std::string>& keys,
                  std::span<const RecordDraft> records) {
    if (value.is_array()) {
        for (Json& item : value)
            name_records(item, keys, records);
        return;
    }
    if (!value.is_string()) return;
    const std::string text = value.get<std::string>();
    if (!text.starts_with('@')) return;
    const std::string key = text.substr(1);
    for (const RecordDraft& record : records) {
        if (record.key == key && !record.id.empty()) value = record.id;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key && value == text) value = "@" + std::to_string(i);
    }
    if (value == text) value = nullptr;  // it was taken away again
}

}  // namespace

std::vector<std::string> FormSession::request_keys() const {
    std::vector<std::string> keys;
    for (const RecordDraft& draft : records_) {
        if (is_saved(draft)) keys.push_back(draft.key);
    }
    return keys;
}

std::vector<SaveRequest> FormSession::requests(
    const std::map<std::pair<std::string, std::string>, std::string>& signatures,
    const std::string& void_reason) const {
    const std::vector<std::string> keys = request_keys();
    std::vector<SaveRequest> out;
    for (const RecordDraft& draft : records_) {
        if (!is_saved(draft)) continue;
        SaveRequest& request = out.emplace_back();
        request.kind = draft.form->kind;
        request.id = draft.id;
        request.scope = scope_;
        request.seen = draft.seen;
        if (draft.removed) {
            request.fields[std::string{kVoidField}] = void_reason;
            continue;
        }
        request.fields = draft.changes();
        for (const auto& [name, value] : request.fields.items()) {
            const Field* field = draft.form->find(name);
            if (field->type == FieldType::Reference) name_records(value, keys, records_);
        }
        for (const auto& [place, sha256] : signatures) {
            if (place.first != draft.key || draft.is_hidden(place.second)) continue;
            request.fields[place.second] = sha256;
        }
        if (!draft.parent_field.empty() && draft.id.empty()) {
            request.fields[draft.parent_field] = root().id.empty() ? "@0" : root().id;
        }
        for (const Json& entry : new_explanations(draft))
            request.fields[kRemarks].push_back(entry);
    }
    return out;
}

}  // namespace cunji
