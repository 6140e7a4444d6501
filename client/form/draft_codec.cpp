#include "client/form/draft_codec.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::int64_t kVersion = 1;

Message unreadable() {
    return {"form.draft_unreadable", {}};
}

Json encode_answers(const RecordDraft& draft) {
    Json out = Json::object();
    for (const auto& [name, answer] : draft.answers) {
        Json one = Json::object();
        if (!answer.typed.empty()) one["typed"] = answer.typed;
        if (!answer.value.is_null()) one["value"] = answer.value;
        if (answer.given) one["given"] = true;
        out[name] = std::move(one);
    }
    return out;
}

Json encode_strokes(const std::vector<PenStroke>& strokes) {
    Json out = Json::array();
    for (const PenStroke& stroke : strokes) {
        Json& line = out.emplace_back(Json::array());
        for (const PenPoint& point : stroke) {
            line.push_back(point.x);
            line.push_back(point.y);
        }
    }
    return out;
}

Json encode_record(const RecordDraft& draft) {
    Json out{{"kind", draft.form->kind}, {"answers", encode_answers(draft)}};
    if (!draft.key.empty()) out["key"] = draft.key;
    if (!draft.id.empty()) out["id"] = draft.id;
    if (!draft.parent_field.empty()) out["parent"] = draft.parent_field;
    if (draft.removed) out["removed"] = true;
    if (draft.seen) {
        out["seen"] = Json::array();
        for (const OpId& op : *draft.seen)
            out["seen"].push_back(to_text(op));
    }
    if (!draft.opened.empty()) out["opened"] = draft.opened;
    if (draft.hidden_when_opened) {
        out["hidden"] = Json::array();
        for (const std::string& field : *draft.hidden_when_opened)
            out["hidden"].push_back(field);
    }
    for (const PendingPhoto& photo : draft.photos) {
        out["photos"].push_back({{"field", photo.field},
                                 {"file", photo.file},
                                 {"stage", photo.stage},
                                 {"title", photo.title}});
    }
    for (const auto& [field, strokes] : draft.drawn)
        out["drawn"][field] = encode_strokes(strokes);
    for (const auto& [rule, word] : draft.explained)
        out["explained"][rule] = word;
    return out;
}

std::string text_in(const Json& object, const char* name) {
    return std::string{text_of(object, name)};
}

const Json& member(const Json& object, const char* name) {
    static const Json nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

bool flag_in(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

std::int64_t integer_in(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

std::vector<PenStroke> decode_strokes(const Json& json) {
    std::vector<PenStroke> out;
    for (const Json& line : json) {
        PenStroke& stroke = out.emplace_back();
        for (std::size_t i = 0; line.is_array() && i + 1 < line.size(); i += 2) {
            if (!line[i].is_number_integer() || !line[i + 1].is_number_integer()) continue;
            stroke.push_back({line[i].get<int>(), line[i + 1].get<int>()});
        }
    }
    return out;
}

/// What was typed is read again: it is as right or wrong as the form it was typed into says.
void decode_answers(const Json& json, RecordDraft& draft) {
    for (const auto& [name, one] : json.items()) {
        const Field* field = draft.form->find(name);
        if (field == nullptr || !one.is_object()) continue;
        const std::string typed = text_in(one, "typed");
        const Json& value = member(one, "value");
        if (!typed.empty() && value.is_null()) {
            draft.type(*field, typed);
        } else {
            draft.choose(*field, value);
            if (is_typed(*field)) draft.answers[name].typed = typed;
        }
        draft.answers[name].given = flag_in(one, "given");
    }
}

std::optional<Message> decode_record(const Json& json, const std::shared_ptr<const Policy>& forms,
                                     RecordDraft& draft) {
    if (!json.is_object()) return unreadable();
    const Form* form = forms->find(text_of(json, "kind"));
    if (form == nullptr) return unreadable();
    draft.form = {forms, form};
    draft.key = text_in(json, "key");
    draft.id = text_in(json, "id");
    draft.parent_field = text_in(json, "parent");
    draft.removed = flag_in(json, "removed");
    if (const Json& seen = member(json, "seen"); seen.is_array()) {
        draft.seen.emplace();
        for (const Json& op : seen) {
            const auto id = op.is_string() ? op_id_from_text(op.get<std::string>()) : std::nullopt;
            if (!id) return unreadable();
            draft.seen->push_back(*id);
        }
    }
    if (const Json& opened = member(json, "opened"); opened.is_object()) draft.opened = opened;
    if (const Json& hidden = member(json, "hidden"); hidden.is_array()) {
        draft.hidden_when_opened.emplace();
        for (const Json& field : hidden) {
            if (field.is_string()) draft.hidden_when_opened->insert(field.get<std::string>());
        }
    }
    decode_answers(member(json, "answers"), draft);
    for (const Json& photo : member(json, "photos")) {
        draft.photos.push_back({text_in(photo, "field"), text_in(photo, "file"),
                                text_in(photo, "stage"), text_in(photo, "title")});
    }
    if (const Json& drawn = member(json, "drawn"); drawn.is_object()) {
        for (const auto& [field, strokes] : drawn.items())
            draft.drawn[field] = decode_strokes(strokes);
    }
    if (const Json& explained = member(json, "explained"); explained.is_object()) {
        for (const auto& [rule, word] : explained.items()) {
            if (word.is_string()) draft.explained[rule] = word.get<std::string>();
        }
    }
    return std::nullopt;
}

Result<std::shared_ptr<const Policy>> load_forms(const Store& store, const std::string& packed) {
    const Result<PackedPolicy> files = unpack_policy(packed);
    if (!files) return files.error();
    std::set<std::string, std::less<>> kinds;
    for (const auto& [kind, form] : store.policy().forms)
        kinds.insert(kind);
    Result<Policy> policy = load_some_forms(files->files, files->version, std::move(kinds));
    if (!policy) return policy.error();
    return std::shared_ptr<const Policy>{std::make_shared<Policy>(std::move(*policy))};
}

}  // namespace

std::string DraftCodec::encode(const FormSession& session) {
    Json out{{"v", kVersion},
             {"by", session.by_},
             {"tier", static_cast<std::int64_t>(session.powers_.tier.value_or(Tier::Village))},
             {"opened_at", session.opened_at_},
             {"last_key", session.last_key_},
             {"records", Json::array()}};
    if (session.powers_.own_work_only) out["own_work_only"] = true;
    for (const RecordDraft& draft : session.records_) {
        // A child as the store has it is read again from there.
        if (draft.key.empty() || draft.id.empty() || draft.touched()) {
            out["records"].push_back(encode_record(draft));
        }
    }
    return write_json(out);
}

BegunDraft DraftCodec::row(const FormSession& session, Millis now) {
    return {session.id_,
            {session.scope_, session.kind(), session.root().id},
            encode(session),
            *session.packed_,
            now};
}

Result<FormSession> DraftCodec::decode(const Store& store, const std::string& id,
                                       const std::string& scope, const std::string& body,
                                       const std::string& packed) {
    const Result<Json> json = parse_json(body);
    if (!json || !json->is_object() || integer_in(*json, "v") != kVersion) return unreadable();
    Result<std::shared_ptr<const Policy>> forms = load_forms(store, packed);
    if (!forms) return unreadable();
    FormSession session;
    session.id_ = id;
    session.scope_ = scope;
    session.by_ = text_in(*json, "by");
    session.powers_.tier =
        static_cast<Tier>(std::clamp<std::int64_t>(integer_in(*json, "tier"), 0, 2));
    session.powers_.own_work_only = json->contains("own_work_only");
    session.opened_at_ = integer_in(*json, "opened_at");
    session.forms_ = std::move(*forms);
    session.packed_ = std::make_shared<const std::string>(packed);
    for (const Json& one : member(*json, "records")) {
        RecordDraft draft;
        if (std::optional<Message> wrong = decode_record(one, session.forms_, draft)) return *wrong;
        session.records_.push_back(std::move(draft));
    }
    if (session.records_.empty() || !session.records_.front().key.empty()) return unreadable();
    session.last_key_ = static_cast<int>(integer_in(*json, "last_key"));
    if (!session.root().id.empty()) session.add_stored_children(store);
    return session;
}

}  // namespace cunji
