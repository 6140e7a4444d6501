#include "client/form/draft_keeping.h"

#include "client/app/wording.h"
#include "client/form/draft_codec.h"
#include "shared/store/drafts.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kThumbnail = ".thumb.jpg";
/// So long a discarded form can be brought back with its pictures.
constexpr std::chrono::hours kKeptPending{24};

/// What the draft holds, by field of its own record; nothing when only its pictures wait.
std::optional<Json> values_in(const BegunDraft& draft) {
    const Result<Json> body = parse_json(draft.body);
    if (!body || !body->is_object()) return std::nullopt;
    const auto records = body->find("records");
    if (records == body->end() || !records->is_array() || records->empty()) return std::nullopt;
    Json values = Json::object();
    const auto answers = records->front().find("answers");
    if (answers == records->front().end() || !answers->is_object()) return values;
    for (const auto& [field, answer] : answers->items()) {
        if (!answer.is_object()) continue;
        const auto value = answer.find("value");
        if (value != answer.end()) values[field] = *value;
    }
    return values;
}

/// What it is called: its own name, else that of the record it is about.
std::string title_of(Wording& wording, const Form& form, const Json& values) {
    std::string title = wording.title(form.kind, values);
    if (!title.empty()) return title;
    for (const Field& field : form.fields) {
        if (field.type != FieldType::Reference || !field.required) continue;
        const auto found = values.find(field.name);
        if (found != values.end() && found->is_string()) {
            return wording.title(found->get<std::string>());
        }
    }
    return {};
}

}  // namespace

void keep_draft(const FieldDevice& device, const FormSession& session) {
    keep_begun_draft(device.store(), DraftCodec::row(session, device.now()));
}

Result<FormSession> reopen_draft(const FieldDevice& device, std::string_view id) {
    const std::optional<BegunDraft> draft = find_begun_draft(device.store(), id);
    if (!draft || !values_in(*draft)) return Message{"form.draft_gone", {}};
    Result<FormSession> session = DraftCodec::decode(device.store(), draft->id, draft->record.scope,
                                                     draft->body, draft->forms);
    if (session) session->refresh(device.store(), device.now());
    return session;
}

std::vector<DraftLine> list_begun(const FieldDevice& device) {
    std::vector<DraftLine> out;
    Wording wording{device.store(), device.texts()};
    for (const BegunDraft& draft : begun_drafts(device.store())) {
        const std::optional<Json> values = values_in(draft);
        if (!values) continue;
        const Form* form = device.store().policy().find(draft.record.kind);
        DraftLine line{draft.id, draft.record.kind, draft.record.id, {}, draft.at};
        if (form != nullptr) line.title = title_of(wording, *form, *values);
        out.push_back(std::move(line));
    }
    return out;
}

std::optional<std::string> find_begun(const FieldDevice& device, std::string_view kind,
                                      std::string_view record, const Json& preset) {
    for (const BegunDraft& draft : begun_drafts(device.store())) {
        if (draft.record.kind != kind || draft.record.id != record) continue;
        const std::optional<Json> values = values_in(draft);
        if (!values) continue;
        const bool same =
            std::all_of(preset.items().begin(), preset.items().end(), [&](const auto& entry) {
                const auto held = values->find(entry.key());
                return held != values->end() && *held == entry.value();
            });
        if (same) return draft.id;
    }
    return std::nullopt;
}

bool discard_draft(const FieldDevice& device, std::string_view id) {
    return drop_draft(device.store(), id);
}

void sweep_pending(const FieldDevice& device) {
    std::error_code error;
    std::string bodies;
    for (const BegunDraft& draft : begun_drafts(device.store()))
        bodies += draft.body;
    std::vector<fs::path> gone;
    for (const fs::directory_entry& entry : fs::directory_iterator(device.draft_folder(), error)) {
        const std::string name = entry.path().filename().string();
        const std::string file = name.substr(0, name.find(kThumbnail));
        const auto age = fs::file_time_type::clock::now() - entry.last_write_time(error);
        if (!error && age > kKeptPending && bodies.find(file) == std::string::npos) {
            gone.push_back(entry.path());
        }
    }
    for (const fs::path& path : gone)
        fs::remove(path, error);
}

}  // namespace cunji
