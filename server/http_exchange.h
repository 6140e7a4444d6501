#pragma once

#include "server/http.h"
#include "server/http_limits.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace cunji {

/// One request's way from a handler, on any thread, back to its connection. Both hold it, so
/// whichever ends first, the other finds it intact.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    /// `wake` tells the connection to look here; any thread, also when the connection has gone.
    Exchange(BodyShare share, std::function<void()> wake)
        : share_(std::move(share)), wake_(std::move(wake)) {}

    /// For the handler. When the last copy of it goes unused, the answer is a 500.
    Respond respond();

    /// The answer, if there is one; otherwise its coming will wake.
    std::optional<HttpResponse> take();
    /// Waiting has ended: an answer that comes now vanishes.
    void abandon();

private:
    void answer(HttpResponse response);

    std::mutex mutex_;
    bool answered_ = false;
    bool awaited_ = false;
    std::optional<HttpResponse> response_;
    BodyShare share_;
    const std::function<void()> wake_;
};

}  // namespace cunji
