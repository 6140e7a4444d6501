#pragma once

#include "server/api.h"

#include <functional>
#include <vector>

namespace cunji {

/// GET /healthz (200 once the database answers) and GET /metrics (Prometheus text format 0.0.4).
/// Numbers only, nothing of any person; not signed, so a site keeps them inside its own network.
std::vector<Route> metric_routes(ServerContext& context,
                                 const std::function<HttpCounters()>& counters);

}  // namespace cunji
