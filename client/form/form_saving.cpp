#include "client/form/form_saving.h"

#include "client/app/photos.h"
#include "client/form/draft_keeping.h"
#include "client/form/pending_photos.h"
#include "shared/store/drafts.h"
#include "shared/store/reading.h"

#include <algorithm>

namespace cunji {

namespace {

using Signatures = std::map<std::pair<std::string, std::string>, std::string>;

/// A picture of a saved record that is still to be added to it.
struct WaitingPhoto {
    std::string record;
    PendingPhoto photo;
};

Signatures keep_signatures(const FieldDevice& device, const FormSession& session) {
    Signatures out;
    const auto keep = [&](const RecordDraft& draft) {
        if (draft.removed) return;
        for (const auto& [field, strokes] : draft.drawn) {
            if (draft.is_hidden(field)) continue;
            out[{draft.key, field}] = keep_signature(device, session.scope(), strokes);
        }
    };
    keep(session.root());
    for (const RecordDraft& child : session.children())
        keep(child);
    return out;
}

std::string encode_waiting(const std::vector<WaitingPhoto>& waiting) {
    Json list = Json::array();
    for (const WaitingPhoto& one : waiting) {
        list.push_back({{"record", one.record},
                        {"field", one.photo.field},
                        {"file", one.photo.file},
                        {"stage", one.photo.stage},
                        {"title", one.photo.title}});
    }
    return write_json(Json{{"v", 1}, {"saved", std::move(list)}});
}

std::vector<WaitingPhoto> decode_waiting(std::string_view body) {
    std::vector<WaitingPhoto> out;
    const Result<Json> json = parse_json(body);
    if (!json || !json->is_object()) return out;
    const auto list = json->find("saved");
    if (list == json->end()) return out;
    for (const Json& one : *list) {
        const auto text = [&](const char* name) { return std::string{text_of(one, name)}; };
        out.push_back(
            {text("record"), {text("field"), text("file"), text("stage"), text("title")}});
    }
    return out;
}

std::vector<WaitingPhoto> waiting_photos(const FormSession& session, const SavedForm& saved) {
    std::vector<WaitingPhoto> out;
    const auto add = [&](const RecordDraft& draft) {
        const auto id = saved.ids.find(draft.key);
        if (id == saved.ids.end() || draft.removed) return;
        for (const PendingPhoto& photo : draft.photos) {
            if (!draft.is_hidden(photo.field)) out.push_back({id->second, photo});
        }
    };
    add(session.root());
    for (const RecordDraft& child : session.children())
        add(child);
    return out;
}

/// What the record's field is to hold with the new pictures.
Json with_photos(const FieldDevice& device, const RecordKey& key, const Field& field,
                 const std::vector<std::string>& photos) {
    if (field.merge != MergeRule::Set) return photos.back();
    Json list = Json::array();
    const TypedTable* table = device.store().table(key.kind);
    const Values values = table->read(device.store().db(), key.id, key.scope).value_or(Values{});
    const auto held = values.find(field.name);
    if (held != values.end()) list = to_json(held->second);
    for (const std::string& photo : photos) {
        if (std::find(list.begin(), list.end(), Json(photo)) == list.end()) list.push_back(photo);
    }
    return list;
}

}  // namespace

Result<SavedForm, std::vector<FormProblem>> save_form(FieldDevice& device,
                                                      const FormSession& session) {
    const Store& store = device.store();
    const Signatures signatures = keep_signatures(device, session);
    const std::vector<std::string> keys = session.request_keys();
    const std::string void_reason = device.texts()({"form.removed_reason", {}});
    SavedForm out;
    const auto with = [&](const std::vector<Saved>& saved) {
        for (std::size_t i = 0; i < saved.size(); ++i)
            out.ids[keys[i]] = saved[i].id;
        for (const auto& [place, sha256] : signatures)
            bind_signature(device, session.scope(), sha256, out.ids[place.first]);
        const std::vector<WaitingPhoto> waiting = waiting_photos(session, out);
        out.photos_left = !waiting.empty();
        if (!out.photos_left) {
            drop_draft(store, session.id());
            return;
        }
        keep_begun_draft(store, {session.id(),
                                 {session.scope(), session.kind(), out.ids[""]},
                                 encode_waiting(waiting),
                                 "{}",
                                 device.now()});
    };
    const auto saved = record_group(device, session.requests(signatures, void_reason), with);
    if (saved) return out;
    std::vector<FormProblem> problems;
    for (const SaveProblem& problem : saved.error()) {
        const std::string key = problem.index < keys.size() ? keys[problem.index] : std::string{};
        problems.push_back({{key, problem.field}, problem.message});
    }
    return problems;
}

std::vector<Message> finish_photos(FieldDevice& device, std::string_view draft) {
    const Store& store = device.store();
    const std::optional<BegunDraft> begun = find_begun_draft(store, draft);
    if (!begun) return {};
    std::vector<Message> problems;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> added;
    const std::vector<WaitingPhoto> waiting = decode_waiting(begun->body);
    for (const auto& [record, photo] : waiting) {
        const Result<std::string> bytes = read_pending(device, photo.file);
        if (!bytes) {
            problems.push_back(bytes.error());
            continue;
        }
        const auto result =
            keep_photo(device, {photo.file, record, photo.stage, photo.title}, *bytes);
        if (result) {
            added[{record, photo.field}].push_back(result->id);
        } else {
            problems.push_back(result.error().front().message);
        }
    }
    std::map<std::string, SaveRequest> requests;
    for (const auto& [place, photos] : added) {
        const std::optional<RecordKey> key = find_record(store, place.first);
        const Form* form = key ? store.policy().find(key->kind) : nullptr;
        const Field* field = form == nullptr ? nullptr : form->find(place.second);
        if (field == nullptr) continue;
        SaveRequest& request = requests[place.first];
        request.kind = key->kind;
        request.id = key->id;
        request.scope = key->scope;
        request.fields[place.second] = with_photos(device, *key, *field, photos);
    }
    std::vector<SaveRequest> group;
    group.reserve(requests.size());
    for (auto& [record, request] : requests)
        group.push_back(std::move(request));
    if (group.empty()) {
        drop_draft(store, draft);
    } else {
        const auto saved = record_group(device, std::move(group),
                                        [&](const auto& /*saved*/) { drop_draft(store, draft); });
        if (!saved) problems.push_back(saved.error().front().message);
    }
    if (!find_begun_draft(store, draft)) {
        for (const WaitingPhoto& one : waiting)
            forget_pending(device, one.photo.file);
    }
    return problems;
}

std::vector<std::string> unfinished_photos(const FieldDevice& device) {
    std::vector<std::string> out;
    for (const BegunDraft& draft : begun_drafts(device.store())) {
        if (!decode_waiting(draft.body).empty()) out.push_back(draft.id);
    }
    return out;
}

}  // namespace cunji
