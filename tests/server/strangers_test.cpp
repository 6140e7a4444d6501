// What a server takes in before it knows who is there. Real sockets.

#include "server/api.h"
#include "shared/base/uuid.h"
#include "sync/curl_transport.h"
#include "tests/support/county.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/signed_client.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

using test::RawAnswer;
using test::RawClient;

constexpr std::size_t kStrangers = kBodiesInFlightMax / kPushPackedMax;

struct Served {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{5};
    County county{folder.file("county"), clock, random};
    HttpServer http{{}, county.routes()};
    Phone phone{folder.file("phone"), clock, random};
    Compressor compressor;

    Served() {
        http.start();
        phone.connect(county);
        const std::string person = county.add_person("Ann", "first_secretary", kVillage);
        phone.join(county.code_for(person, kVillage));
    }

    [[nodiscard]] Enrolment enrolment() { return *read_enrolment(phone.store()); }

    /// The head of a push whose body never comes.
    std::string stranger_head(const std::string& length) {
        return "POST /v1/push HTTP/1.1\r\nHost: x\r\nCunji-Device: " +
               new_uuid(clock.now(), random) +
               "\r\nCunji-Nonce: 0123456789abcdef\r\nCunji-Signature: AAAA\r\n" + length +
               "\r\n\r\n";
    }

    static std::unique_ptr<CurlTransport> transport_to(std::uint16_t port) {
        auto transport = CurlTransport::open({"http://127.0.0.1:" + std::to_string(port)});
        REQUIRE(transport.ok());
        return std::move(*transport);
    }
};

std::string code_of(const RawAnswer& answer) {
    const Result<Json> json = parse_json(answer.body);
    return json.ok() ? std::string{text_of(*json, "error")} : answer.body;
}

std::string length_of(std::size_t bytes) {
    return "Content-Length: " + std::to_string(bytes);
}

}  // namespace

TEST_CASE("strangers: a large body is refused by its head, before a byte of it came") {
    Served served;
    for (const std::string& length : {length_of(kPushPackedMax), length_of(kUnprovenBodyMax + 1),
                                      std::string{"Transfer-Encoding: chunked"}}) {
        CAPTURE(length);
        RawClient client{served.http.port()};
        client.send(served.stranger_head(length));
        const auto answer = client.read_answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 401);
        CHECK(code_of(*answer) == "unknown_device");
        CHECK(answer->header("Cunji-Next").empty());
    }
    RawClient client{served.http.port()};
    client.send(served.stranger_head(length_of(2 * 1024 * 1024)));
    const auto answer = client.read_answer();
    REQUIRE(answer.has_value());
    CHECK(answer->status == 413);
}

TEST_CASE("strangers: as many as would fill the memory for bodies keep nobody waiting") {
    Served served;
    std::vector<RawClient> strangers;
    for (std::size_t i = 0; i < kStrangers; ++i) {
        strangers.emplace_back(served.http.port());
        strangers.back().send(served.stranger_head(length_of(kPushPackedMax)));
    }
    for (RawClient& stranger : strangers)
        CHECK(stranger.read_answer().has_value());
    served.phone.save("household", {{"head_name", "王铁柱"}});
    const Enrolment enrolment = served.enrolment();
    const auto transport = Served::transport_to(served.http.port());
    ServerLink link{served.phone.store(), enrolment, *transport, served.compressor};
    const SyncOutcome outcome = sync_records(served.phone.store(), link, served.clock, {});
    CHECK_FALSE(outcome.problem.has_value());
    CHECK(outcome.report.pushed == 1);
}

TEST_CASE("strangers: a device with a stale number gets a good one before it sends its body") {
    Served served;
    SignedClient device{served.http.port(), served.enrolment()};
    const std::string body(kPushPackedMax, 'x');
    std::string next;
    {
        RawClient client{served.http.port()};
        client.send(device.head("POST", "/v1/push", {}, body));
        const auto answer = client.read_answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 401);
        CHECK(code_of(*answer) == "bad_signature");
        CHECK(answer->header("Connection") == "close");
        next = answer->header("Cunji-Next");
    }
    // Looking at a number does not use it up; the body counts for the signature as ever.
    REQUIRE(next.size() == 16);
    Nonces& nonces = served.county.context().nonces;
    const std::string id = served.enrolment().device;
    CHECK(nonces.is_good(id, next, served.clock.now()));
    CHECK_FALSE(nonces.is_good(id, next, served.clock.now() + kNonceLifeMillis + 1));
    CHECK_FALSE(nonces.is_good("another", next, served.clock.now()));
    CHECK(nonces.use(id, next, served.clock.now()));
    CHECK_FALSE(nonces.is_good(id, next, served.clock.now()));

    const RawAnswer answer = device.call("POST", "/v1/push", {}, body);
    CHECK(answer.status == 400);  // signed rightly, but no push
    CHECK(code_of(answer) == "bad_message");
}

TEST_CASE("strangers: the real client hears the early answer while it sends, and repeats") {
    Served served;
    const auto base64 = [](std::string_view text) { return to_base64(bytes_of(text)); };
    CuttingProxy proxy{served.http.port()};
    for (const std::uint16_t port : {served.http.port(), proxy.port()}) {
        const char filling = port == proxy.port() ? 'p' : 's';
        const std::string picture =
            "\xff\xd8\xff\xe0" + std::string(kBlobPartMax - 4, filling);  // begins like a JPEG
        const Enrolment enrolment = served.enrolment();
        const auto transport = Served::transport_to(port);
        const auto link = [&] {
            served.phone.store().set_meta("nonce", "0000000000000000");
            return ServerLink{served.phone.store(), enrolment, *transport, served.compressor};
        };
        const auto created = link().call(
            "POST", "/v1/blobs", {},
            {{"Tus-Resumable", "1.0.0"},
             {"Upload-Length", std::to_string(picture.size())},
             {"Upload-Metadata", "sha256 " + base64(to_hex(sha256(picture))) + ",scope " +
                                     base64(kVillage) + ",part " + base64("original")}});
        REQUIRE(created.ok());
        REQUIRE(created->status == 201);
        const auto sent = link().call("PATCH", std::string{created->header("Location")}, picture,
                                      {{"Tus-Resumable", "1.0.0"},
                                       {"Content-Type", "application/offset+octet-stream"},
                                       {"Upload-Offset", "0"}});
        REQUIRE_MESSAGE(sent.ok(), sent.error().key);
        CHECK(sent->status == 204);
    }
}

}  // namespace cunji::test
