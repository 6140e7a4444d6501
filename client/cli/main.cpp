#include "client/app/device.h"
#include "client/app/files.h"
#include "client/cli/arguments.h"
#include "client/cli/runner.h"
#include "shared/crypto/crypto.h"

#include <cstdio>
#include <exception>
#include <iostream>

namespace cunji {

namespace {

constexpr std::int64_t kPassphraseBytesMax = 4096;

int run_program(const cli::Arguments& arguments, cli::Output& output, Language language) {
    try {
        start_crypto();
        if (!arguments.passphrase_file.empty()) {
            const Result<std::string> passphrase =
                read_whole(arguments.passphrase_file, kPassphraseBytesMax);
            if (!passphrase) return output.fail(passphrase.error());
        }
        SystemClock clock;
        SystemRandom random;
        FieldDevice device = FieldDevice::open(arguments.data, clock, random, language);
        return cli::run(device, output, arguments.command);
    } catch (const Failure& failure) {
        return output.fail(failure.message());
    }
}

int run_command_line(int argc, char** argv) {
    const Language language = language_of_environment();
    const Texts texts{language};
    const auto read = cli::read_arguments(argc, argv, texts);
    if (const auto* ending = std::get_if<cli::Ending>(&read)) {
        (ending->code == 0 ? std::cout : std::cerr) << ending->text;
        return ending->code;
    }
    const auto& arguments = std::get<cli::Arguments>(read);
    cli::Output output{std::cout, std::cerr, texts, arguments.json};
    const int code = run_program(arguments, output, language);
    if (output.flush()) return code;
    return output.fail({"error.output", {}});
}

}  // namespace

}  // namespace cunji

int main(int argc, char** argv) {
    try {
        return cunji::run_command_line(argc, argv);
    } catch (const std::exception& error) {
        // No words of ours: what fails here is the machine's memory.
        std::fputs(error.what(), stderr);
        return 1;
    }
}
