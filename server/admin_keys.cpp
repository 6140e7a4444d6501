#include "server/admin_keys.h"

#include "server/county_keys.h"
#include "shared/base/files.h"
#include "shared/policy/texts.h"
#include "shared/vault/recovery.h"

#include <CLI/CLI.hpp>

#include <cstdio>
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

int say(const Message& message) {
    std::printf("%s\n", Texts{language_of_environment()}(message).c_str());
    return 0;
}

int fail(const Message& message) {
    std::fprintf(stderr, "%s\n", Texts{language_of_environment()}(message).c_str());
    return 1;
}

/// Makes the pair: the half that opens goes into a file for the safe, the other into the county's
/// database and from there to each device at its enrolment.
int recovery_new(const CountyFolder& folder, const RecoveryOptions& options) {
    std::error_code error;
    if (std::filesystem::exists(options.out, error)) {
        return fail({"error.key_file.exists", {{"file", options.out}}});
    }
    SystemRandom random;
    const Store store = open_county(folder, random);
    const EnvelopePair pair = new_envelope_pair();
    std::string text = encode_envelope_pair(pair);
    write_durably(options.out, text);
    wipe(text);
    store.set_meta("recovery_key", to_hex(pair.open_to));
    return say({"admin.recovery_made", {{"file", options.out}}});
}

int recovery_answer(const CountyFolder& /*folder*/, const RecoveryOptions& options) {
    const Result<std::string> request_text = read_whole(options.request, kTextBytesMax);
    if (!request_text) return fail(request_text.error());
    const Result<RecoveryRequest> request = decode_recovery_request(*request_text);
    if (!request) return fail(request.error());
    Result<std::string> key_text = read_whole(options.key, kTextBytesMax);
    if (!key_text) return fail(key_text.error());
    const Result<EnvelopePair> office = decode_envelope_pair(*key_text);
    wipe(*key_text);
    if (!office) return fail(office.error());
    const Result<std::string> answer = answer_recovery(*request, *office);
    if (!answer) return fail(answer.error());
    say({"admin.recovery_answer", {{"name", request->name}}});
    std::printf("%s\n", answer->c_str());
    return 0;
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
    if (const std::optional<Message> problem = make_key_file(file)) return fail(*problem);
    return say({"admin.key_made", {{"file", file}}});
}

}  // namespace cunji
