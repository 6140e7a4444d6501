#pragma once

#include "shared/policy/rights.h"

#include <optional>

namespace cunji {

/// Who calls without a signature.
enum class Stranger {
    Anybody,   ///< the request proves itself, as an enrolment does by its code
    Operator,  ///< nothing of any person is told; kept inside the site's own network
};

/// What becomes of a request of a revoked device or a disabled account.
enum class Closed {
    Refused,
    Heard,  ///< the route itself sees to it: what such a device still holds is kept, not lost
};

/// Who may call a signed route: a device whose person may do that.
struct DeviceAccess {
    Verb verb;
    Closed closed = Closed::Refused;

    bool operator==(const DeviceAccess&) const = default;
};

/// Who may call a route. It has no default: a route that does not say so does not compile.
class RouteAccess {
public:
    // NOLINTBEGIN(google-explicit-constructor): a route's table reads as what it says
    constexpr RouteAccess(Stranger stranger) : stranger_(stranger) {}

    constexpr RouteAccess(DeviceAccess device) : device_(device) {}

    // NOLINTEND(google-explicit-constructor)

    /// Nothing for a route that strangers may call.
    [[nodiscard]] constexpr const std::optional<DeviceAccess>& device() const { return device_; }

    bool operator==(const RouteAccess&) const = default;

private:
    std::optional<Stranger> stranger_;
    std::optional<DeviceAccess> device_;
};

}  // namespace cunji
