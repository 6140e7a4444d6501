#include "client/platform/desktop/desktop.h"
#include "client/platform/desktop/options.h"
#include "shared/base/failure.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"

#include <cstdio>
#include <exception>
#include <iostream>

namespace cunji {

namespace {

int run_program(int argc, char** argv) {
    const Texts texts{language_of_environment()};
    try {
        const auto read = read_desktop_options(argc, argv, texts);
        if (const auto* ending = std::get_if<DesktopEnding>(&read)) {
            (ending->code == 0 ? std::cout : std::cerr) << ending->text;
            return ending->code;
        }
        const auto& options = std::get<DesktopOptions>(read);
        keep_memory_private();
        start_crypto();
        return run_desktop(options, options.language ? Texts{*options.language} : texts);
    } catch (const Failure& failure) {
        // There is no window to say it in.
        std::cerr << texts(failure.message()) << '\n';
        return 1;
    }
}

}  // namespace

}  // namespace cunji

int main(int argc, char** argv) {
    try {
        return cunji::run_program(argc, argv);
    } catch (const std::exception& error) {
        // No words of ours: what fails here is the machine's memory.
        std::fputs(error.what(), stderr);
        return 1;
    }
}
