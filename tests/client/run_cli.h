#pragma once

#include <string>
#include <vector>

namespace cunji::test {

/// What a run of cunji-cli did.
struct CliRun {
    int code = -1;  ///< -1: it did not end by itself
    std::string out;
    std::string err;
};

/// Runs the built program in English, with `input` on its standard input.
CliRun run_cli(const std::vector<std::string>& arguments, const std::string& input = {},
               const std::string& language = "en");

}  // namespace cunji::test
