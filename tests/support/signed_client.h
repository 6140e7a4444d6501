#pragma once

#include "sync/enrolment.h"
#include "tests/support/raw_client.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji::test {

/// An enrolled device that speaks plain HTTP to 127.0.0.1, so that a test sees each answer as it
/// came over the wire.
class SignedClient {
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    SignedClient(std::uint16_t port, Enrolment enrolment)
        : port_(port), enrolment_(std::move(enrolment)) {}

    /// One request on a connection of its own; once more when the nonce was stale. Fails the test
    /// when no answer comes.
    test::RawAnswer call(std::string_view method, std::string_view target,
                         const Headers& headers = {}, std::string_view body = {});

    /// The head of a request, signed, with its body's length: for a test that sends it in pieces.
    [[nodiscard]] std::string head(std::string_view method, std::string_view target,
                                   const Headers& headers, std::string_view body) const;

    /// The server moved: it was started again.
    void move_to(std::uint16_t port) { port_ = port; }

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    std::uint16_t port_;
    Enrolment enrolment_;
    std::string nonce_ = "none";
};

}  // namespace cunji::test
