#include "server/admin_audit.h"

#include "server/admin_desk.h"
#include "server/audit_file.h"
#include "shared/base/files.h"
#include "shared/store/tracing.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <fstream>
#include <memory>

namespace cunji {

namespace {

constexpr std::int64_t kReceiptBytesMax = 64LL * 1024;
constexpr Millis kDay = Millis{24} * 3600 * 1000;

struct AuditOptions {
    std::string file;
    std::string head;
    std::string key;
    std::vector<std::string> receipts;
    std::string before;
    bool json = false;
};

int audit_export(const CountyFolder& folder, const AuditOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    std::ofstream out{options.file, std::ios::binary};
    const Millis now = desk.clock.now();
    recorded(store, by_operator(AuditVerb::Export, "audit"), now,
             [&] { make_checkpoint(store, now); });
    const AuditHead head = export_audit(store, out);
    out.close();
    if (!out.good()) return fail(desk, {"error.file.not_writable", {{"file", options.file}}});
    return say(desk.texts(
        {"admin.audit.exported",
         {{"file", options.file}, {"seq", std::to_string(head.seq)}, {"head", to_hex(head.h)}}}));
}

/// "SEQ:HEX"
std::optional<AuditHead> read_head(const std::string& text) {
    AuditHead out;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out.seq);
    if (error != std::errc{} || stop == end || *stop != ':' || out.seq < 1) return std::nullopt;
    const auto h = array_from_hex<32>(std::string_view{stop + 1, end});
    if (!h) return std::nullopt;
    out.h = *h;
    return out;
}

Result<AuditProof> read_proof(const AuditOptions& options) {
    AuditProof proof;
    if (!options.key.empty()) {
        proof.county_key = array_from_hex<32>(options.key);
        if (!proof.county_key) return Message{"error.audit.key", {}};
    }
    if (!options.head.empty()) {
        const std::optional<AuditHead> head = read_head(options.head);
        if (!head) return Message{"error.audit.head", {}};
        proof.heads.push_back(*head);
    }
    for (const std::string& file : options.receipts) {
        const Result<std::string> text = read_whole(file, kReceiptBytesMax);
        if (!text) return text.error();
        Result<AuditReceipt> receipt = decode_receipt(*text);
        if (!receipt) return Message{"error.audit.receipt", {{"file", file}}};
        proof.receipts.push_back(std::move(*receipt));
    }
    return proof;
}

Json findings_json(const Desk& desk, const AuditFindings& found) {
    Json out{{"ok", found.problems.empty()},
             {"first", found.first},
             {"last", found.last},
             {"head", to_hex(found.head)},
             {"county_key", to_hex(found.county_key)},
             {"checkpoints", found.checkpoints},
             {"countersignatures", found.countersignatures},
             {"not_compared", found.not_compared},
             {"problems", Json::array()}};
    for (const Message& problem : found.problems)
        out["problems"].push_back(desk.texts(problem));
    return out;
}

int audit_verify(const AuditOptions& options) {
    const Desk desk;
    const Result<AuditProof> proof = read_proof(options);
    if (!proof) return fail(desk, proof.error());
    std::ifstream in{options.file, std::ios::binary};
    if (!in) return fail(desk, {"error.file.not_found", {{"file", options.file}}});
    const AuditFindings found = verify_audit(in, *proof);
    if (options.json) {
        say(write_json(findings_json(desk, found)));
        return found.problems.empty() ? 0 : 1;
    }
    for (const Message& problem : found.problems)
        fail(desk, problem);
    if (!found.problems.empty()) return 1;
    say(desk.texts({"admin.audit.whole",
                    {{"first", std::to_string(found.first)},
                     {"last", std::to_string(found.last)},
                     {"checkpoints", std::to_string(found.checkpoints)},
                     {"devices", std::to_string(found.countersignatures)},
                     {"head", to_hex(found.head)}}}));
    if (found.not_compared > 0) say(desk.texts({"admin.audit.not_compared", {}}));
    if (proof->county_key || !proof->receipts.empty()) return 0;
    return say(desk.texts({"admin.audit.believed", {{"county_key", to_hex(found.county_key)}}}));
}

int audit_prune(const CountyFolder& folder, const AuditOptions& options) {
    Desk desk;
    const Millis now = desk.clock.now();
    Millis before = now - kAuditDaysDefault * kDay;
    if (!options.before.empty()) {
        const std::optional<Millis> end = end_of_day(options.before);
        if (!end) return fail(desk, {"error.trace.day", {{"day", options.before}}});
        before = *end + 1 - kDay;
    }
    if (now - before < kAuditDaysMin * kDay) {
        return fail(desk, {"error.audit.too_young", {{"days", std::to_string(kAuditDaysMin)}}});
    }
    const Store store = open_county(folder, desk.random);
    Transaction transaction{store.db()};
    const std::int64_t gone = prune_audit(store, operator_id(), before, now);
    transaction.commit();
    return say(desk.texts({"admin.audit.pruned", {{"count", std::to_string(gone)}}}));
}

}  // namespace

void add_audit_commands(CLI::App& admin, AdminCommand& chosen, OfflineCommand& offline) {
    const auto options = std::make_shared<AuditOptions>();
    CLI::App* audit = admin.add_subcommand("audit", "who did, read or changed what");
    audit->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, auto run) {
        CLI::App* command = audit->add_subcommand(name, help);
        command->callback([&chosen, options, run] {
            chosen = [options, run](const CountyFolder& folder) { return run(folder, *options); };
        });
        return command;
    };
    add("export", "the whole log as a file", audit_export)
        ->add_option("--out", options->file, "file")
        ->required();
    add("prune", "drop old rows (older than three years; at least 180 days stay)", audit_prune)
        ->add_option("--before", options->before, "day: 2026-11-21");
    CLI::App* verify = audit->add_subcommand("verify", "check an exported file; needs no --data");
    verify->add_option("file", options->file)->required();
    verify->add_option("--head", options->head, "SEQ:HEX as an earlier export said it");
    verify->add_option("--key", options->key, "the county's public key, 64 hex digits");
    verify->add_option("--receipt", options->receipts,
                       "file with what `cunji-cli audit-receipt` prints; may be repeated");
    verify->add_flag("--json", options->json);
    verify->callback(
        [&offline, options] { offline = [options] { return audit_verify(*options); }; });
}

}  // namespace cunji
