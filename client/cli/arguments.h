#pragma once

#include "client/cli/commands.h"
#include "shared/policy/texts.h"

#include <optional>
#include <string>
#include <variant>

namespace cunji::cli {

struct Arguments {
    std::string data;  ///< folder
    bool json = false;
    std::string passphrase_file;     ///< empty: the terminal is asked
    std::optional<Recover> recover;  ///< instead of the command
    Command command;
};

/// The program ends here: help on standard output and 0, or what is wrong on standard error and 2.
struct Ending {
    int code = 0;
    std::string text;
};

std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv,
                                               const Texts& texts);

}  // namespace cunji::cli
