#pragma once

#include "sync/transport.h"

#include <functional>
#include <memory>
#include <string>

namespace cunji {

struct CurlOptions {
    int connect_seconds = 15;
    int stall_seconds = 60;  ///< less than 1 byte a second for so long is a dead link
    std::int64_t answer_max = 80LL * 1024 * 1024;
    /// Asked some times a second while an answer is waited for: false breaks off, with
    /// error.net.stopped.
    std::function<bool()> keep_going = {};
};

/// HTTP(S) over one kept connection. Plain http:// is taken for loopback addresses only; redirects
/// are never followed.
class CurlTransport final : public Transport {
public:
    /// @returns error.net.address, error.net.plain_http
    static Result<std::unique_ptr<CurlTransport>> open(const ServerAddress& server,
                                                       CurlOptions options = {});
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;
    ~CurlTransport() override;

    Result<WireResponse> send(const WireRequest& request) override;
    void start(WireRequest request) override;
    Result<WireResponse> finish() override;

private:
    class Impl;
    explicit CurlTransport(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace cunji
