#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace cunji::bench {

/// A county's server in a process of its own, so that its memory and its time are its own.
class CountyProcess {
public:
    /// `group_max` requests share a commit. Each fsync takes `fsync_millis` more than this
    /// machine's: what a plain disk needs to have written.
    CountyProcess(const std::string& folder, std::size_t group_max, int fsync_millis);
    CountyProcess(const CountyProcess&) = delete;
    CountyProcess& operator=(const CountyProcess&) = delete;
    ~CountyProcess();

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// The most memory it ever held.
    [[nodiscard]] double peak_megabytes() const;

private:
    pid_t process_ = 0;
    std::uint16_t port_ = 0;
};

/// The child's side: `cunji-bench serve FOLDER GROUP_MAX FSYNC_MILLIS`. Prints its port, serves
/// until SIGTERM.
int serve_county(const std::string& folder, std::size_t group_max, int fsync_millis);

}  // namespace cunji::bench
