#include "server/admin_quarantine.h"

#include "server/admin_desk.h"
#include "server/quarantine.h"
#include "shared/base/china_time.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace cunji {

namespace {

struct QuarantineOptions {
    std::int64_t id = 0;
    std::string reason;
    bool json = false;
};

std::string state_text(const Desk& desk, const QuarantineEntry& entry) {
    if (entry.decision.empty()) return desk.texts({"admin.quarantine.waits", {}});
    return desk.texts({"admin.quarantine." + entry.decision,
                       {{"at", china_minute(entry.decided_at)},
                        {"by", entry.decided_by},
                        {"reason", entry.reason}}});
}

std::string entry_text(const Desk& desk, const QuarantineEntry& entry) {
    return desk.texts({"admin.quarantine.entry",
                       {{"id", std::to_string(entry.id)},
                        {"at", china_minute(entry.at)},
                        {"name", entry.name},
                        {"device", entry.device},
                        {"bytes", std::to_string(entry.bytes)},
                        {"state", state_text(desk, entry)}}});
}

Json entry_json(const QuarantineEntry& entry) {
    Json out{
        {"id", entry.id},     {"at", entry.at},       {"device", entry.device},    {"by", entry.by},
        {"name", entry.name}, {"bytes", entry.bytes}, {"decision", entry.decision}};
    if (!entry.decision.empty()) {
        out["decided_at"] = entry.decided_at;
        out["decided_by"] = entry.decided_by;
        out["reason"] = entry.reason;
    }
    return out;
}

int list(const CountyFolder& folder, const QuarantineOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::vector<QuarantineEntry> entries = quarantine_entries(store);
    if (options.json) {
        Json all = Json::array();
        for (const QuarantineEntry& entry : entries)
            all.push_back(entry_json(entry));
        return say(write_json(all));
    }
    for (const QuarantineEntry& entry : entries)
        say(entry_text(desk, entry));
    return entries.empty() ? say(desk.texts({"admin.quarantine.none", {}})) : 0;
}

/// What an op is of. What it says stands in the JSON.
std::string op_text(const Desk& desk, const Op& op) {
    return desk.texts({"admin.quarantine.op",
                       {{"at", china_minute(op.at)},
                        {"scope", op.scope},
                        {"kind", op.kind},
                        {"record", op.rec},
                        {"n", std::to_string(op.n)}}});
}

int show(const CountyFolder& folder, const QuarantineOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<QuarantineEntry> entry = find_quarantined(store, options.id);
    if (!entry) {
        return fail(desk, {"error.quarantine.unknown", {{"id", std::to_string(options.id)}}});
    }
    recorded(store, by_operator(AuditVerb::ReadQuarantined, std::to_string(entry->id)),
             desk.clock.now(), [] {});
    const std::string body = quarantined_bytes(store, entry->id);
    Json document = entry_json(*entry);
    std::vector<std::string> lines;
    if (const auto runs = decode_push(body)) {
        document["ops"] = Json::array();
        for (const PushRun& run : *runs) {
            for (const std::string_view bytes : run.ops) {
                const Result<Op> op = decode_op(bytes);
                if (!op) continue;
                document["ops"].push_back(std::string{bytes});
                lines.push_back(op_text(desk, *op));
            }
        }
    }
    if (options.json) return say(write_json(document));
    say(entry_text(desk, *entry));
    for (const std::string& line : lines)
        say("  " + line);
    return 0;
}

int release(const CountyFolder& folder, const QuarantineOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const Identity identity = read_identity(store);
    Transaction transaction{store.db()};
    // What is refused of it is told to devices, which people read in Chinese.
    const Texts texts{Language::Chinese};
    const Result<PushAnswer> answer =
        release_quarantined(store, identity, {options.id, operator_id(), options.reason},
                            desk.clock.now(), desk.random, texts);
    if (!answer) return fail(desk, answer.error());
    transaction.commit();
    return say(desk.texts({"admin.quarantine.let_in",
                           {{"id", std::to_string(options.id)},
                            {"refused", std::to_string(answer->refused.size())}}}));
}

int refuse(const CountyFolder& folder, const QuarantineOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    Transaction transaction{store.db()};
    const std::optional<Message> problem =
        refuse_quarantined(store, {options.id, operator_id(), options.reason}, desk.clock.now());
    if (problem) return fail(desk, *problem);
    transaction.commit();
    return say(desk.texts({"admin.quarantine.kept_out", {{"id", std::to_string(options.id)}}}));
}

}  // namespace

void add_quarantine_commands(CLI::App& admin, AdminCommand& chosen) {
    const auto options = std::make_shared<QuarantineOptions>();
    CLI::App* quarantine = admin.add_subcommand("quarantine", "what closed-out devices still sent");
    quarantine->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, auto run) {
        CLI::App* command = quarantine->add_subcommand(name, help);
        command->callback([&chosen, options, run] {
            chosen = [options, run](const CountyFolder& folder) { return run(folder, *options); };
        });
        return command;
    };
    const auto add_one = [&](const char* name, const char* help, auto run) {
        CLI::App* command = add(name, help, run);
        command->add_option("id", options->id, "number in the list")->required();
        return command;
    };
    const auto add_decision = [&](const char* name, const char* help, auto run) {
        add_one(name, help, run)
            ->add_option("--reason", options->reason, "why; kept with it")
            ->required();
    };
    add("list", "all of it", list)->add_flag("--json", options->json);
    add_one("show", "what one push holds", show)->add_flag("--json", options->json);
    add_decision("release", "take it in, as if sent before the device was closed out", release);
    add_decision("refuse", "keep it out; nothing is deleted", refuse);
}

}  // namespace cunji
