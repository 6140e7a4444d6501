#include "client/cli/documents.h"

#include "shared/base/bytes.h"
#include "shared/json/json.h"
#include "shared/record/fingerprint.h"
#include "shared/store/lines.h"

namespace cunji::cli {

namespace {

const char* letter_of(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "E";
        case Severity::Gate:
            return "G";
        case Severity::Warning:
            break;
    }
    return "W";
}

Json scopes_of(const std::vector<ScopeState>& scopes) {
    Json out = Json::array();
    for (const ScopeState& state : scopes) {
        out.push_back({{"scope", state.scope}, {"lost", state.lost}});
    }
    return out;
}

Json op_json(const std::optional<OpId>& op) {
    return op ? Json(to_text(*op)) : Json{};
}

}  // namespace

Json init_document(const Store& store, const Enrolment& enrolment) {
    Json out = Json::object();
    out["lines"] = Json::array();
    for (const Line& line : own_lines(store.db())) {
        out["lines"].push_back(
            {{"rid", to_hex64(line.announcement.rid)}, {"scope", line.announcement.scope}});
    }
    out["server"] = enrolment.server.url;
    out["scopes"] = Json::array();
    for (const ScopeState& state : scope_states(store))
        out["scopes"].push_back(state.scope);
    out["device"] = enrolment.device;
    out["fingerprint"] = fingerprint_of(enrolment.device_keys.public_key);
    if (enrolment.confirm) out["confirm"] = true;
    out["person"] = {{"id", enrolment.by}, {"name", enrolment.name}, {"role", enrolment.role}};
    return out;
}

Json findings_document(const Wording& wording, const std::vector<Finding>& findings) {
    Json out = Json::array();
    for (const Finding& finding : findings) {
        Json& entry = out.emplace_back(Json::object());
        entry["record"] = finding.record;
        entry["kind"] = finding.kind;
        entry["rule"] = finding.rule;
        entry["severity"] = letter_of(finding.severity);
        for (const auto& [name, argument] : finding.message.args) {
            if (name == "field") entry["field"] = argument;
        }
        entry["message"] = wording.say(finding.message, finding.kind);
    }
    return out;
}

Json saved_document(const Wording& wording, const SavedRecord& record) {
    return {{"id", record.saved.id},
            {"kind", record.saved.kind},
            {"op", op_json(record.saved.op)},
            {"problems", findings_document(wording, record.findings)}};
}

Json photo_document(const Wording& wording, const AddedPhoto& photo) {
    return {{"id", photo.id},
            {"sha256", photo.sha256},
            {"op", op_json(photo.op)},
            {"similar_to", photo.similar_to},
            {"problems", findings_document(wording, photo.findings)}};
}

Json sync_document(const Wording& wording, const RoundResult& round) {
    const SyncReport& report = round.report;
    Json out = {{"pushed", report.pushed},
                {"pulled", report.pulled},
                {"refused", report.refused},
                {"parked", report.parked},
                {"bytes_up", report.bytes_up},
                {"bytes_down", report.bytes_down},
                {"photos_sent", round.photos_sent},
                {"photos_left", round.photos_left},
                {"conflicts", round.conflicts},
                {"refusals", Json::array()},
                {"notes", Json::array()}};
    for (const RefusedOp& refused : report.refusals) {
        out["refusals"].push_back(
            {{"id", refused.id}, {"code", refused.code}, {"text", refused.text}});
    }
    for (const Message& note : report.notes)
        out["notes"].push_back(wording.say(note));
    if (round.problem) {
        out["error"] = round.problem->key;
        out["problem"] = wording.say(*round.problem);
    }
    return out;
}

Json status_document(const DeviceStatus& status) {
    Json out = {{"ops", status.ops},
                {"on_device", status.on_device},
                {"acknowledged", status.acknowledged},
                {"conflicts", status.conflicts},
                {"records", status.records},
                {"digest", Json::object()},
                {"by_kind", status.by_kind},
                {"parked", status.parked},
                {"refused", status.refused},
                {"drafts", status.drafts},
                {"photos_left", status.photos_left},
                {"scopes", scopes_of(status.scopes)}};
    for (const auto& [scope, digest] : status.digests)
        out["digest"][scope] = to_hex(digest);
    if (status.enrolment) {
        out["device"] = status.enrolment->device;
        out["server"] = status.enrolment->server.url;
        out["person"] = {{"id", status.enrolment->by},
                         {"name", status.enrolment->name},
                         {"role", status.enrolment->role}};
    }
    return out;
}

Json verify_document(const Wording& wording, const std::vector<Message>& problems) {
    Json out = {{"ok", problems.empty()}, {"problems", Json::array()}};
    for (const Message& problem : problems)
        out["problems"].push_back(wording.say(problem));
    return out;
}

Json refusal_document(const Wording& wording, const std::vector<SaveProblem>& problems,
                      const std::vector<std::string>& kinds) {
    Json out = Json::object();
    Json list = Json::array();
    for (const SaveProblem& problem : problems) {
        const std::string kind = problem.index < kinds.size() ? kinds[problem.index] : "";
        list.push_back({{"index", problem.index},
                        {"field", problem.field},
                        {"error", problem.message.key},
                        {"text", wording.say(problem.message, kind)}});
    }
    if (!list.empty()) {
        out["error"] = list.front().at("error");
        out["text"] = list.front().at("text");
    }
    out["problems"] = std::move(list);
    return out;
}

}  // namespace cunji::cli
