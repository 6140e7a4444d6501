#include "client/app/device.h"
#include "client/cli/arguments.h"
#include "client/cli/opening.h"
#include "client/cli/runner.h"
#include "shared/crypto/crypto.h"

#include <cstdio>
#include <exception>
#include <iostream>

namespace cunji {

namespace {

int run_program(const cli::Arguments& arguments, cli::Output& output, Language language) {
    try {
        keep_memory_private();
        start_crypto();
        if (arguments.recover) return cli::run_recover(arguments, output);
        const Result<Keys> keys = cli::open_folder(arguments, output.texts());
        if (!keys) return output.fail(keys.error());
        SystemClock clock;
        SystemRandom random;
        FieldDevice device = FieldDevice::open(arguments.data, *keys, clock, random, language);
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
