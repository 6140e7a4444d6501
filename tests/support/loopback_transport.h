#pragma once

#include "server/http_router.h"
#include "sync/transport.h"

#include <functional>

namespace cunji::test {

/// A server in the same process: a request goes straight to the route's handler.
class LoopbackTransport final : public Transport {
public:
    explicit LoopbackTransport(std::vector<Route> routes) : router_(std::move(routes)) {}

    /// What happens to the n-th request (from 1): its reply or the request itself is lost.
    enum class Fault { None, LoseRequest, LoseReply, Duplicate };
    std::function<Fault(int request, const WireRequest&)> fault;

    /// Runs after each request that reached the server.
    std::function<void(const WireRequest&)> after;

    Result<WireResponse> send(const WireRequest& request) override;

    [[nodiscard]] int requests() const { return requests_; }

private:
    WireResponse deliver(const WireRequest& request);

    Router router_;
    int requests_ = 0;
};

}  // namespace cunji::test
