#include "tests/client/run_cli.h"

#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

namespace cunji::test {

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
    std::vector<std::string> settings{"CUNJI_LANG=" + language, "TZ=Asia/Shanghai"};
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
