#include "client/cli/opening.h"

#include "client/app/unlocking.h"
#include "shared/base/files.h"
#include "shared/vault/passphrase_source.h"
#include "shared/vault/recovery.h"

namespace cunji::cli {

namespace {

constexpr std::int64_t kAnswerBytesMax = 4096;

int ask(const std::string& folder, const std::string& file, Output& output) {
    const Result<RecoveryRequest> request = begin_recovery(folder);
    if (!request) return output.fail(request.error());
    write_durably(file, encode_recovery_request(*request) + '\n');
    if (output.json()) output.document(Json{{"file", file}});
    if (!output.json()) output.say({"cli.recover.asked", {{"file", file}}});
    return kDone;
}

int finish(const std::string& folder, const Recover& recover, Output& output) {
    const Result<std::string> answer = read_whole(recover.file, kAnswerBytesMax);
    if (!answer) return output.fail(answer.error());
    Result<std::string> next = take_new_passphrase(recover.new_passphrase, output.texts());
    if (!next) return output.fail(next.error());
    const Result<Keys> keys = recover_folder(folder, *answer, *next);
    wipe(*next);
    if (!keys) return output.fail(keys.error());
    if (output.json()) output.document(Json{{"changed", true}});
    if (!output.json()) output.say({"cli.passphrase.changed", {}});
    return kDone;
}

}  // namespace

Result<Keys> open_folder(const Arguments& arguments, const Texts& texts) {
    if (is_new_folder(arguments.data)) {
        // Only who sets a device up chooses a passphrase: a mistyped folder must not.
        if (!std::holds_alternative<Init>(arguments.command)) {
            return Message{"error.device.not_enrolled", {}};
        }
        Result<std::string> next = take_new_passphrase(arguments.passphrase_file, texts);
        if (!next) return next.error();
        Result<Keys> keys = begin_folder(arguments.data, *next);
        wipe(*next);
        return keys;
    }
    Result<std::string> passphrase = take_passphrase(arguments.passphrase_file, texts);
    if (!passphrase) return passphrase.error();
    Result<Keys> keys = unlock_folder(arguments.data, *passphrase);
    wipe(*passphrase);
    return keys;
}

int run_recover(const Arguments& arguments, Output& output) {
    const Recover& recover = *arguments.recover;
    return recover.step == Recover::Step::Ask ? ask(arguments.data, recover.file, output)
                                              : finish(arguments.data, recover, output);
}

}  // namespace cunji::cli
