#pragma once

#include "sync/enrolment.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

/// Signed requests to the device's server: packs bodies, proves who asks, uses up nonces, repeats
/// once with a fresh one, counts bytes and measures the link.
class ServerLink {
public:
    ServerLink(const Store& store, const Enrolment& enrolment, Transport& transport,
               const Compressor& compressor);

    /// The answer with its body unpacked. @returns error.net.*; error.wire.not_cunji for an answer
    /// that no Cunji server gives (a captive portal's HTML); statuses of 400 and above are the
    /// caller's to read.
    Result<WireResponse> call(std::string method, std::string target, std::string body,
                              std::vector<std::pair<std::string, std::string>> headers = {});

    /// call() in three steps, so that the caller can make the next request ready while one is on
    /// its way: each start() is followed by one finish().
    [[nodiscard]] WireRequest pack(
        std::string method, std::string target, std::string body,
        std::vector<std::pair<std::string, std::string>> headers = {}) const;
    void start(WireRequest packed);
    Result<WireResponse> finish();

    /// Keeps the next nonce for the next run of the program, which else pays one more round trip.
    void remember();

    [[nodiscard]] std::int64_t bytes_up() const { return bytes_up_; }

    [[nodiscard]] std::int64_t bytes_down() const { return bytes_down_; }

    /// Bytes a second of the last exchanges big enough to tell; 0 when not known yet.
    [[nodiscard]] std::int64_t speed_up() const { return speed_up_; }

    [[nodiscard]] std::int64_t speed_down() const { return speed_down_; }

private:
    [[nodiscard]] WireRequest signed_request() const;
    Result<WireResponse> take_answer(Result<WireResponse> answer);
    void measure(const WireResponse& answer);

    const Store& store_;
    const Enrolment& enrolment_;
    Transport& transport_;
    const Compressor& compressor_;
    std::string nonce_;
    WireRequest packed_;  ///< under way; unsigned, for a second try with a fresh nonce
    std::int64_t bytes_up_ = 0;
    std::int64_t bytes_down_ = 0;
    std::int64_t speed_up_ = 0;
    std::int64_t speed_down_ = 0;
};

/// What an error status means for the person: the server's own text when it gave one.
Message message_of_answer(const WireResponse& answer);
/// The "error" code of a JSON error answer; empty when there is none.
std::string code_of_answer(const WireResponse& answer);

}  // namespace cunji
