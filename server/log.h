#pragma once

#include "server/http.h"
#include "shared/base/clock.h"

#include <memory>
#include <string>
#include <string_view>

namespace cunji {

/// One JSON line an event on stderr, for journald. Never names, values, addresses or bodies: routes
/// and numbers only.
class Log {
public:
    Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log();

    void started(std::string_view address, int port);
    void stopped();
    void request(std::string_view method, std::string_view route, int status, std::size_t bytes_up,
                 std::size_t bytes_down, Millis took);
    void failed(std::string_view what);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// The same route, with a line in the log for each answer.
Route logged(Route route, Log& log, Clock& clock);

}  // namespace cunji
