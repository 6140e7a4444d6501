#include "tests/client/run_cli.h"

#include "client/app/unlocking.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>

namespace cunji::test {

namespace {

/// A folder that the test has made, or the run is about to make, gets its passphrase here, at a
/// cost of nearly nothing: each run would pay what a guess costs an attacker.
void begin_cheaply(const std::vector<std::string>& arguments) {
    const auto data = std::find(arguments.begin(), arguments.end(), "--data");
    const bool inits = std::find(arguments.begin(), arguments.end(), "init") != arguments.end();
    if (data == arguments.end() || data + 1 == arguments.end()) return;
    const std::filesystem::path folder{*(data + 1)};
    if (!has_keyring(folder) && std::filesystem::exists(folder / "cunji.db")) {
        return give_passphrase(folder);
    }
    if (!inits) return;
    if (!std::filesystem::is_directory(folder.parent_path()) || !is_new_folder(folder)) return;
    if (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder)) return;
    (void)begin_folder(folder, kPassphrase, kCheap);
}

}  // namespace

CliRun run_cli(const std::vector<std::string>& arguments, const std::string& input,
               const std::string& language) {
    const TempDir temp;
    write_file(temp.file("in"), input);
    std::vector<std::string> words{std::string{CUNJI_BIN_DIR} + "/cunji-cli"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    write_file(temp.file("passphrase"), kPassphrase);
    begin_cheaply(arguments);
    std::vector<std::string> settings{"CUNJI_LANG=" + language, "TZ=Asia/Shanghai",
                                      "CUNJI_PASSPHRASE_FILE=" + temp.file("passphrase")};
    std::vector<char*> environment;
    for (std::string& setting : settings)
        environment.push_back(setting.data());
    environment.push_back(nullptr);

    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, temp.file("in").c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, temp.file("out").c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&files, 2, temp.file("err").c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t child = 0;
    const int failed = posix_spawn(&child, words.front().c_str(), &files, nullptr, argv.data(),
                                   environment.data());
    posix_spawn_file_actions_destroy(&files);
    REQUIRE_MESSAGE(failed == 0, words.front());
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CliRun run;
    if (WIFEXITED(status)) run.code = WEXITSTATUS(status);
    run.out = read_file(temp.file("out"));
    run.err = read_file(temp.file("err"));
    return run;
}

}  // namespace cunji::test
