#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji {

/// Where a server is, and how it is known to be the right one.
struct ServerAddress {
    std::string url;    ///< "https://host[:port]"
    std::string pin{};  ///< "sha256//..." of its public key; empty: an authority of the system's
};

struct WireRequest {
    std::string method;
    std::string target;  ///< path and query
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct WireResponse {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::int64_t bytes_up = 0;  ///< heads and body, without TLS
    std::int64_t bytes_down = 0;
    Millis took = 0;

    /// Names compared without case; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// The way to one server: libcurl in the product, a server in the same process in tests.
class Transport {
public:
    virtual ~Transport() = default;
    /// An answer of any status, or why there is none (error.net.*): no network, name unknown,
    /// refused, timed out, cut, certificate not the pinned one.
    virtual Result<WireResponse> send(const WireRequest& request) = 0;

    /// send() in two halves, so that the caller can make ready what comes next while this one is on
    /// its way. Each start() is followed by one finish(); nothing else is sent in between.
    virtual void start(WireRequest request) { started_ = std::move(request); }

    virtual Result<WireResponse> finish() { return send(started_); }

private:
    WireRequest started_;  ///< where start() can do nothing yet
};

}  // namespace cunji
