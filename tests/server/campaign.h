#pragma once

#include "tests/support/raw_client.h"
#include "tests/support/real_county.h"
#include "tests/support/tus_headers.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

/// A request before it is signed, and what it is answered with each time that it is in order.
struct Plain {
    std::string method;
    std::string target;
    Headers headers;
    std::string body;
    int status = 200;
};

/// A signed request in its parts.
struct Parts {
    std::string method;
    std::string target;
    Headers headers;
    std::string device;
    std::string nonce;
    std::string signature;
    std::string body;

    /// As it is sent.
    [[nodiscard]] std::string text() const;
};

/// A county on a real port, and a device of it whose keys the test holds.
struct Campaign {
    TempDir folder;
    FakeClock clock;
    SeededRandom server_random{21};  // its threads use it
    SeededRandom random{22};
    Phone phone{folder.file("phone"), clock, random};
    std::vector<std::string> codes;  ///< not used yet, all for kVillage
    std::string other_device;
    RealCounty county;
    std::uint16_t port;
    Enrolment enrolment;
    std::string nonce = "none";
    std::string jpeg;

    Campaign();

    /// Signed with the nonce at hand.
    [[nodiscard]] Parts signed_parts(const Plain& plain) const;

    /// 0 when no answer came. Remembers the nonce that the answer brings.
    int send(const std::string& bytes, RawAnswer* said = nullptr);

    int send(const Parts& parts, RawAnswer* said = nullptr) { return send(parts.text(), said); }

    /// So that the nonce at hand is a good one.
    void refresh();
    [[nodiscard]] std::int64_t ops() const;
    /// What the device has that the server lacks, as it would push it.
    [[nodiscard]] std::string push_body();
    /// To a push that was sent in order.
    PushAnswer push_answer(const std::string& body);
    /// One request of every signed route, each of which can be made any number of times; the push,
    /// with one op that is new, comes first.
    std::vector<Plain> every_request();

private:
    void prepare(County& made);
    /// Sends the picture, so that there is something to ask about. @returns where it was sent
    std::string upload();
};

/// What can be changed of a signed request on its way.
enum class Region { Method, Path, Query, Body, Nonce, Signature, DeviceId, OtherDevice };
inline constexpr std::size_t kRegions = 8;

void alter(Parts& parts, Region region, const std::string& other_device, SeededRandom& random);

/// Puts another one of the letters into the text, somewhere from `first` on.
void change_letter(std::string& text, std::size_t first, std::string_view letters,
                   SeededRandom& random);

}  // namespace cunji::test
