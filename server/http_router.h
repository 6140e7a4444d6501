#pragma once

// What can be decided about a request without a socket.

#include "server/http.h"
#include "shared/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji {

class Router {
public:
    struct Match {
        const Route* route = nullptr;
        std::vector<std::pair<std::string, std::string>> places;
    };

    explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

    /// The route, or the 404 or 405 to answer. Routes without places are preferred.
    [[nodiscard]] Result<Match, HttpResponse> find(std::string_view method,
                                                   std::string_view path) const;

private:
    std::vector<Route> routes_;
};

/// The answer to a head that no handler should see, whatever its route.
std::optional<HttpResponse> refuse_head(const HttpRequest& request, bool http_1_0);

/// ASCII letters without case.
bool same_word(std::string_view a, std::string_view b);

}  // namespace cunji
