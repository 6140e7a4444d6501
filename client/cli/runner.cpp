#include "client/cli/runner.h"

#include "client/app/exporting.h"
#include "client/app/photos.h"
#include "client/app/resolving.h"
#include "client/app/signing.h"
#include "client/app/status.h"
#include "client/app/syncing.h"
#include "client/app/unlocking.h"
#include "client/app/wording.h"
#include "client/cli/documents.h"
#include "client/cli/pages.h"
#include "shared/base/files.h"
#include "shared/json/json.h"
#include "shared/record/fingerprint.h"
#include "shared/store/audit_receipts.h"
#include "shared/store/certificates.h"
#include "shared/store/drafts.h"
#include "shared/store/reading.h"
#include "shared/store/tracing.h"
#include "shared/store/verifying.h"
#include "shared/vault/passphrase_source.h"
#include "sync/curl_transport.h"

#include <iostream>
#include <iterator>

namespace cunji::cli {

namespace {

constexpr std::int64_t kJsonBytesMax = std::int64_t{16} * 1024 * 1024;

/// "-" is standard input.
Result<Json> read_json(const std::string& path) {
    if (path != "-") {
        const Result<std::string> text = read_whole(path, kJsonBytesMax);
        return text ? parse_json(*text) : text.error();
    }
    std::string text;
    std::string part(std::size_t{1} << 16U, '\0');
    while (std::cin && static_cast<std::int64_t>(text.size()) <= kJsonBytesMax) {
        std::cin.read(part.data(), static_cast<std::streamsize>(part.size()));
        text.append(part, 0, static_cast<std::size_t>(std::cin.gcount()));
    }
    if (static_cast<std::int64_t>(text.size()) > kJsonBytesMax) {
        return Message{"error.file.too_large", {{"file", path}}};
    }
    return parse_json(text);
}

class Runner {
public:
    Runner(FieldDevice& device, Output& output)
        : device_(device), output_(output), wording_(device.store(), output.texts()) {}

    int operator()(const Init& command) {
        Result<std::unique_ptr<CurlTransport>> transport =
            CurlTransport::open({command.server, command.pin});
        if (!transport) return output_.fail(transport.error());
        const Result<Enrolment> enrolment =
            join_county(device_, **transport, {command.server, command.code, {}, command.pin});
        if (!enrolment) return output_.fail(enrolment.error());
        const std::vector<ScopeState> scopes = scope_states(device_.store());
        if (output_.json()) {
            output_.document(init_document(device_.store(), *enrolment));
        } else {
            output_.say({"cli.init.done", {{"name", enrolment->name}}});
            if (enrolment->confirm) {
                output_.say({"cli.init.confirm",
                             {{"number", fingerprint_of(enrolment->device_keys.public_key)}}});
            }
            show_status(output_, wording_, device_status(device_.store()));
        }
        return kDone;
    }

    int operator()(const Save& command) {
        const Result<Json> json = read_json(command.json);
        if (!json) return output_.fail(json.error());
        Result<std::vector<SaveRequest>, std::vector<SaveProblem>> group =
            read_requests(*json, command.kind);
        if (!group) return refuse(group.error(), {});
        std::vector<std::string> kinds;
        for (const SaveRequest& request : *group)
            kinds.push_back(request.kind);
        const Result<std::vector<SavedRecord>, std::vector<SaveProblem>> saved =
            record_group(device_, std::move(*group));
        if (!saved) return refuse(saved.error(), kinds);
        Json list = Json::array();
        for (const SavedRecord& record : *saved)
            list.push_back(saved_document(wording_, record));
        output_.document(json->is_array() ? list : list.front());
        return kDone;
    }

    int operator()(const List& command) {
        const Result<Json> records = list_records(device_.store(), command.kind,
                                                  {.where = command.where,
                                                   .scope = command.scope,
                                                   .with_void = command.with_void,
                                                   .limit = command.limit});
        if (!records) return output_.fail(records.error());
        if (output_.json()) {
            output_.document(*records);
        } else {
            show_list(output_, wording_, *device_.store().policy().find(command.kind), *records);
        }
        return kDone;
    }

    int operator()(const Show& command) {
        const std::optional<Json> record =
            show_record(device_.store(), command.id, command.history || output_.json());
        if (!record) return no_such_record(command.id);
        if (output_.json()) {
            output_.document(*record);
        } else {
            const Form* form = device_.store().policy().find(text_of(*record, "kind"));
            show_one(output_, wording_, form, *record, command.history);
        }
        return kDone;
    }

    int operator()(const PhotoAdd& command) {
        const Result<AddedPhoto, std::vector<SaveProblem>> added =
            add_photo(device_, {command.file, command.subject, command.stage, command.title});
        if (!added) return refuse(added.error(), {"photo"});
        if (output_.json()) {
            output_.document(photo_document(wording_, *added));
            return kDone;
        }
        output_.say({added->op ? "cli.photo.done" : "cli.photo.had", {{"id", added->id}}});
        if (!added->findings.empty()) show_findings(output_, wording_, added->findings);
        return kDone;
    }

    int operator()(const Check& command) {
        std::vector<Finding> findings;
        if (command.id.empty()) {
            findings = check_all(device_.store());
        } else {
            const std::optional<RecordKey> key = find_record(device_.store(), command.id);
            if (!key) return no_such_record(command.id);
            findings = check_record(device_.store(), *key);
        }
        if (output_.json()) {
            output_.document(findings_document(wording_, findings));
        } else {
            show_findings(output_, wording_, findings);
        }
        return kDone;
    }

    int operator()(const Sync& /*command*/) {
        const Result<Enrolment> enrolment = device_.enrolment();
        if (!enrolment) return output_.fail(enrolment.error());
        Result<std::unique_ptr<CurlTransport>> transport = CurlTransport::open(enrolment->server);
        if (!transport) return output_.fail(transport.error());
        const auto progress = [this](const Progress& step) { tell(step); };
        const Result<RoundResult> round = sync_round(device_, **transport, progress);
        if (!round) return output_.fail(round.error());
        if (output_.json()) {
            output_.document(sync_document(wording_, *round));
        } else {
            tell(*round);
        }
        return round->problem ? output_.fail(*round->problem) : kDone;
    }

    int operator()(const Status& /*command*/) {
        const DeviceStatus status = device_status(device_.store());
        if (output_.json()) {
            output_.document(status_document(status));
        } else {
            show_status(output_, wording_, status);
        }
        return kDone;
    }

    int operator()(const Conflicts& command) {
        const Json conflicts = list_conflicts(device_.store(), command.scope);
        if (output_.json()) {
            output_.document(conflicts);
        } else {
            show_conflicts(output_, wording_, device_.store(), conflicts);
        }
        return kDone;
    }

    int operator()(const Drafts& command) {
        if (!command.done.empty()) return drop_one(command.done);
        const Json drafts = list_drafts(device_.store());
        if (output_.json()) {
            output_.document(drafts);
        } else {
            show_drafts(output_, wording_, device_.store(), drafts);
        }
        return kDone;
    }

    int operator()(const Resolve& command) {
        Decision decision{command.id, command.field, command.take, {}, command.reason};
        if (command.take.empty()) {
            const Result<Json> value = parse_json(command.value);
            if (!value) return output_.fail({"error.resolve.not_json", {}});
            decision.value = *value;
        }
        const Result<SavedRecord, std::vector<SaveProblem>> saved =
            resolve_conflict(device_, decision);
        if (!saved) {
            const std::optional<RecordKey> key = find_record(device_.store(), command.id);
            return refuse(saved.error(), {key ? key->kind : std::string{}});
        }
        if (output_.json()) {
            output_.document(saved_document(wording_, *saved));
        } else {
            output_.say({"cli.resolve.done", {}});
        }
        return kDone;
    }

    int operator()(const Sign& command) {
        const Result<SavedRecord, std::vector<SaveProblem>> saved =
            sign_record(device_, command.id, command.act, command.note);
        if (!saved) return refuse(saved.error(), {"act"});
        if (output_.json()) {
            output_.document(saved_document(wording_, *saved));
        } else {
            output_.say({"cli.sign.done", {}});
        }
        return kDone;
    }

    int operator()(const Verify& /*command*/) {
        const std::vector<Message> problems = verify(device_.store());
        if (output_.json()) {
            output_.document(verify_document(wording_, problems));
        } else if (problems.empty()) {
            output_.say({"cli.verify.good", {}});
        }
        for (const Message& problem : problems)
            output_.problem_line(wording_.say(problem));
        return problems.empty() ? kDone : kCouldNot;
    }

    int operator()(const ShowAuditReceipt& /*command*/) {
        const Store& store = device_.store();
        const auto held = held_checkpoint(store, store.meta("server_node").value_or(""));
        const std::optional<PublicKey> key = county_key(store);
        if (!held || !key) return output_.fail({"error.audit.no_receipt", {}});
        output_.line(encode_receipt({*key, held->content}));
        return kDone;
    }

    int operator()(const Rebuild& /*command*/) {
        rebuild(device_.store());
        const std::int64_t records = device_status(device_.store()).records;
        if (output_.json()) {
            output_.document(Json{{"records", records}});
        } else {
            output_.say({"cli.rebuild.done", {{"count", std::to_string(records)}}});
        }
        return kDone;
    }

    int operator()(const Trace& command) {
        std::optional<Millis> as_of;
        if (!command.as_of.empty()) {
            as_of = end_of_day(command.as_of);
            if (!as_of) return output_.fail({"error.trace.day", {{"day", command.as_of}}});
        }
        const Store& store = device_.store();
        const std::optional<cunji::Trace> found = cunji::trace(store, command.id, as_of);
        if (!found) return no_such_record(command.id);
        if (output_.json()) {
            Json document = to_json(*found);
            add_places(store, document);
            output_.document(document);
        } else {
            show_trace(output_, describe_trace(store, *found, wording_));
        }
        return kDone;
    }

    int operator()(const Passphrase& command) {
        Result<std::string> next = take_new_passphrase(command.file, output_.texts());
        if (!next) return output_.fail(next.error());
        const std::optional<Message> problem =
            change_passphrase(device_.folder(), device_.keys(), *next);
        wipe(*next);
        if (problem) return output_.fail(*problem);
        if (output_.json()) output_.document(Json{{"changed", true}});
        if (!output_.json()) output_.say({"cli.passphrase.changed", {}});
        return kDone;
    }

    int operator()(const Export& command) {
        const ExportFormat format = command.format == "csv"    ? ExportFormat::CsvText
                                    : command.format == "json" ? ExportFormat::JsonText
                                                               : ExportFormat::SqliteFile;
        if (const std::optional<Message> problem = export_file(
                device_, {command.kind, format, command.out, command.full, command.reason})) {
            return output_.fail(*problem);
        }
        if (output_.json()) {
            output_.document(Json{{"file", command.out}});
        } else {
            output_.say({command.full ? "cli.export.done_full" : "cli.export.done",
                         {{"file", command.out}}});
        }
        return kDone;
    }

private:
    int drop_one(const std::string& draft) {
        if (!drop_draft(device_.store(), draft)) {
            return output_.fail({"error.drafts.unknown", {{"id", draft}}});
        }
        if (output_.json()) {
            output_.document({{"dropped", draft}});
        } else {
            output_.say({"cli.drafts.dropped", {}});
        }
        return kDone;
    }

    int no_such_record(const std::string& id) {
        return output_.fail({"error.save.no_such_record", {{"id", id}}});
    }

    /// Nothing was saved: every reason on a line of its own.
    int refuse(const std::vector<SaveProblem>& problems, const std::vector<std::string>& kinds) {
        const Json document = refusal_document(wording_, problems, kinds);
        for (const Json& problem : document.at("problems")) {
            std::string line{text_of(problem, "text")};
            if (kinds.size() > 1) {
                line = wording_.say(
                    {"cli.save.place",
                     {{"place", std::to_string(problem.at("index").get<std::size_t>())},
                      {"text", line}}});
            }
            output_.problem_line(line);
        }
        if (output_.json()) output_.document(document);
        return kCouldNot;
    }

    void tell(const Progress& step) {
        std::string line = wording_.say(step.what);
        if (step.total > 0) {
            line += wording_.say(
                {"progress.of",
                 {{"done", std::to_string(step.done)}, {"total", std::to_string(step.total)}}});
        }
        if (step.seconds_left > 0) {
            line +=
                wording_.say({"progress.left", {{"seconds", std::to_string(step.seconds_left)}}});
        }
        output_.progress(line);
    }

    void tell(const RoundResult& round) {
        const bool nothing = round.report.pushed == 0 && round.report.pulled == 0;
        if (!round.problem || !nothing) {
            output_.say({"cli.sync.done",
                         {{"pushed", std::to_string(round.report.pushed)},
                          {"pulled", std::to_string(round.report.pulled)}}});
        }
        for (const RefusedOp& refused : round.report.refusals) {
            output_.say({"cli.sync.refused", {{"text", refused.text}}});
        }
        for (const Message& note : round.report.notes)
            output_.say(note);
        if (round.photos_left > 0) {
            output_.say({"cli.sync.photos_left", {{"count", std::to_string(round.photos_left)}}});
        }
        if (round.conflicts > 0) {
            output_.say({"cli.sync.conflicts", {{"count", std::to_string(round.conflicts)}}});
        }
    }

    FieldDevice& device_;
    Output& output_;
    Wording wording_;
};

}  // namespace

int run(FieldDevice& device, Output& output, const Command& command) {
    return std::visit(Runner{device, output}, command);
}

}  // namespace cunji::cli
