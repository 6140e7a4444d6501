#include "tests/bench/county_process.h"

#include "server/serving.h"
#include "shared/base/check.h"
#include "tests/support/test_keys.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Nanoseconds that this process's fsync takes more. Set once, before any thread.
std::atomic<long> fsync_extra = 0;  // NOLINT: what fsync itself has no argument for

}  // namespace

// In the place of the C library's, for SQLite in this program.
extern "C" int fsync(int file) {
    const timespec wait{0, fsync_extra};
    if (wait.tv_nsec > 0) nanosleep(&wait, nullptr);
    return static_cast<int>(syscall(SYS_fsync, file));
}

namespace cunji::bench {

CountyProcess::CountyProcess(const std::string& folder, std::size_t group_max, int fsync_millis) {
    std::array<int, 2> pipe_ends{};
    CHECK_THAT(pipe(pipe_ends.data()) == 0);
    process_ = fork();
    CHECK_THAT(process_ >= 0);
    if (process_ == 0) {
        dup2(pipe_ends[1], STDOUT_FILENO);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
        const std::string group = std::to_string(group_max);
        const std::string millis = std::to_string(fsync_millis);
        execl("/proc/self/exe", "cunji-bench", "serve", folder.c_str(), group.c_str(),
              millis.c_str(), nullptr);
        _exit(127);
    }
    close(pipe_ends[1]);
    FILE* said = fdopen(pipe_ends[0], "r");
    unsigned port = 0;
    CHECK_THAT(std::fscanf(said, "%u", &port) == 1);  // NOLINT(cert-err34-c): our own output
    std::fclose(said);
    port_ = static_cast<std::uint16_t>(port);
}

CountyProcess::~CountyProcess() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
}

double CountyProcess::peak_megabytes() const {
    std::ifstream file{"/proc/" + std::to_string(process_) + "/status"};
    std::string word;
    double kilobytes = 0;
    while (file >> word) {
        if (word == "VmHWM:") file >> kilobytes;
    }
    return kilobytes / 1024;
}

int serve_county(const std::string& folder, std::size_t group_max, int fsync_millis) {
    fsync_extra = fsync_millis * 1'000'000L;
    block_termination_signals();
    SystemClock clock;
    SystemRandom random;
    ServingOptions options;
    options.group_commit_max = group_max;
    CountyServer server{{folder, test::test_keys()}, {}, clock, random, options};
    server.start();
    std::printf("%u\n", static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    wait_for_termination_signal();
    server.stop();
    return 0;
}

}  // namespace cunji::bench
