#include "server/admin_keys.h"

#include "server/admin_desk.h"
#include "server/county_keys.h"
#include "shared/base/files.h"
#include "shared/vault/recovery.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <system_error>

namespace cunji {

namespace {

constexpr std::int64_t kTextBytesMax = 64LL * 1024;

struct RecoveryOptions {
    std::string key;
    std::string request;
    std::string out;
};

/// Makes the pair: the half that opens goes into a file for the safe, the other into the county's
/// database and from there to each device at its enrolment.
int recovery_new(const CountyFolder& folder, const RecoveryOptions& options) {
    Desk desk;
    std::error_code error;
    if (std::filesystem::exists(options.out, error)) {
        return fail(desk, {"error.key_file.exists", {{"file", options.out}}});
    }
    const Store store = open_county(folder, desk.random);
    const EnvelopePair pair = new_envelope_pair();
    std::string text = encode_envelope_pair(pair);
    write_durably(options.out, text);
    wipe(text);
    const std::string open_to = to_hex(pair.open_to);
    recorded(store, by_operator(AuditVerb::RecoveryKey, open_to), desk.clock.now(),
             [&] { store.set_meta("recovery_key", open_to); });
    return say(desk.texts({"admin.recovery_made", {{"file", options.out}}}));
}

int recovery_answer(const CountyFolder& folder, const RecoveryOptions& options) {
    Desk desk;
    const Result<std::string> request_text = read_whole(options.request, kTextBytesMax);
    if (!request_text) return fail(desk, request_text.error());
    const Result<RecoveryRequest> request = decode_recovery_request(*request_text);
    if (!request) return fail(desk, request.error());
    Result<std::string> key_text = read_whole(options.key, kTextBytesMax);
    if (!key_text) return fail(desk, key_text.error());
    const Result<EnvelopePair> office = decode_envelope_pair(*key_text);
    wipe(*key_text);
    if (!office) return fail(desk, office.error());
    const Result<std::string> answer = answer_recovery(*request, *office);
    if (!answer) return fail(desk, answer.error());
    const Store store = open_county(folder, desk.random);
    // Which device it is only the device knows; the key of its question tells the two apart.
    recorded(store, by_operator(AuditVerb::Recover, to_hex(request->reply_to)), desk.clock.now(),
             [] {});
    say(desk.texts({"admin.recovery_answer", {{"name", request->name}}}));
    return say(*answer);
}

}  // namespace

void add_recovery_commands(CLI::App& admin, AdminCommand& chosen) {
    const auto options = std::make_shared<RecoveryOptions>();
    CLI::App* recovery =
        admin.add_subcommand("recovery", "open devices with a forgotten passphrase");
    recovery->require_subcommand(1);
    CLI::App* make = recovery->add_subcommand("new", "make the recovery key");
    make->add_option("--out", options->out, "file for the secret half, to be kept offline")
        ->required();
    make->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return recovery_new(folder, *options); };
    });
    CLI::App* answer = recovery->add_subcommand("answer", "answer a device's request");
    answer->add_option("--request", options->request, "file with what the device shows")
        ->required();
    answer->add_option("--key", options->key, "file of the secret half")->required();
    answer->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) {
            return recovery_answer(folder, *options);
        };
    });
}

int run_key_new(const std::string& file) {
    const Desk desk;
    if (const std::optional<Message> problem = make_key_file(file)) return fail(desk, *problem);
    return say(desk.texts({"admin.key_made", {{"file", file}}}));
}

int run_key_certificate(const NewCertificate& wanted) {
    const Desk desk;
    if (const std::optional<Message> problem = make_tls_certificate(wanted))
        return fail(desk, *problem);
    const Result<std::string> pin = tls_pin(wanted.certificate);
    if (!pin) return fail(desk, pin.error());
    return say(
        desk.texts({"admin.certificate_made",
                    {{"certificate", wanted.certificate}, {"key", wanted.key}, {"pin", *pin}}}));
}

}  // namespace cunji
