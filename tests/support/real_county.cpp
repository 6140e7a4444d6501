#include "tests/support/real_county.h"

#include "tests/support/test_keys.h"

#include <utility>

namespace cunji::test {

RealCounty::RealCounty(std::string folder, FakeClock& clock, Random& random,
                       const std::function<void(County&)>& prepare)
    : folder_(std::move(folder)), clock_(clock), random_(random) {
    {
        County county{folder_, clock_, random_};
        prepare(county);
    }
    open();
}

void RealCounty::open() {
    HttpOptions options;
    options.port = port_;
    server_ = std::make_unique<CountyServer>(CountyFolder{folder_, test_keys()}, options, clock_,
                                             random_);
    server_->start();
    port_ = server_->port();
}

Store RealCounty::reader() const {
    return open_county_reader({folder_, test_keys()});
}

}  // namespace cunji::test
