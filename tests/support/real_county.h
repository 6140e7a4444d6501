#pragma once

#include "server/serving.h"
#include "tests/support/county.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace cunji::test {

/// A county's server as the product runs it, on a port of this machine.
class RealCounty {
public:
    /// `prepare` makes its people and their codes before anybody can reach it.
    RealCounty(std::string folder, FakeClock& clock, Random& random,
               const std::function<void(County&)>& prepare);

    /// Nobody reaches it, as from a valley without a network.
    void close() { server_.reset(); }

    /// After close(), at its old address.
    void open();

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(port_);
    }

    [[nodiscard]] Store reader() const;

private:
    std::string folder_;
    FakeClock& clock_;
    Random& random_;
    std::uint16_t port_ = 0;
    std::unique_ptr<CountyServer> server_;
};

}  // namespace cunji::test
