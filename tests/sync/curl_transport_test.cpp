// The way out of the device over a real socket, and what stands at the other end when it is no
// Cunji server: a hotel's login page, a router's error page, noise.

#include "sync/curl_transport.h"

#include "shared/store/verifying.h"
#include "tests/support/county.h"
#include "tests/support/strange_server.h"

#include <doctest/doctest.h>

#include <sstream>

namespace cunji::test {

namespace {

constexpr std::int64_t kAnswerMax = 256 * 1024;  // of these tests: an oversized answer is soon one

const std::string kLoginPage = "<!DOCTYPE html><html><body>请先登录</body></html>";

std::unique_ptr<CurlTransport> transport_to(const StrangeServer& server) {
    CurlOptions options;
    options.answer_max = kAnswerMax;
    auto transport = CurlTransport::open({server.address()}, options);
    REQUIRE(transport.ok());
    return std::move(*transport);
}

std::int64_t size_of(const std::string& bytes) {
    return static_cast<std::int64_t>(bytes.size());
}

/// Everything a round could wrongly take for done; the nonce and the clock are none of it.
std::string state_of(const Store& store) {
    std::ostringstream out;
    for (const char* table : {"op", "line", "line_leaf", "receipt", "record", "conflict", "seal",
                              "cursor", "scope", "draft", "refusal", "household"}) {
        out << table << '\n';
        Query query = store.db().query("SELECT * FROM " + std::string{table} + " ORDER BY 1, 2");
        while (query.step()) {
            for (int column = 0; column < query.columns(); ++column)
                out << query.str(column) << '|';
            out << '\n';
        }
    }
    return out.str();
}

/// A phone with one op that the county holds and one that it does not.
struct Waiting {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{5};
    County county{folder.file("county"), clock, random};
    Phone phone{folder.file("phone"), clock, random};
    Compressor compressor;

    Waiting() {
        phone.connect(county);
        const std::string person = county.add_person("Ann", "first_secretary", kVillage);
        phone.join(county.code_for(person, kVillage));
        phone.save("household", {{"head_name", "一"}});
        phone.must_sync();
        phone.save("household", {{"head_name", "二"}});
    }

    std::string problem_with(const StrangeServer& server) {
        const auto transport = transport_to(server);
        const Enrolment enrolment = *read_enrolment(phone.store());
        ServerLink link{phone.store(), enrolment, *transport, compressor};
        const std::string before = state_of(phone.store());
        const SyncOutcome outcome = sync_records(phone.store(), link, clock, {});
        CHECK(state_of(phone.store()) == before);
        CHECK(outcome.report.pushed == 0);
        CHECK(sync_status(phone.store()).on_device == 1);
        CHECK(verify(phone.store()).empty());
        REQUIRE(outcome.problem.has_value());
        for (const Language language : {Language::Chinese, Language::English}) {
            const std::string text = Texts{language}(*outcome.problem);
            CHECK(text != outcome.problem->key);
            CHECK(text.find('{') == std::string::npos);
        }
        return outcome.problem->key;
    }

    std::string problem_with(const std::string& answer) {
        const StrangeServer server{answer};
        std::string key = problem_with(server);
        CHECK(server.received().starts_with("POST /v1/hello HTTP/1.1\r\n"));
        return key;
    }
};

}  // namespace

TEST_CASE("curl: the bytes counted are those that went over the socket") {
    const std::string answer = raw_answer("200 OK", "application/json", R"({"ok":true})");
    const StrangeServer server{answer};
    const auto transport = transport_to(server);
    const std::vector<WireRequest> requests{
        {"POST", "/v1/hello", {{"Content-Type", "application/json"}}, "{}"},
        {"POST", "/v1/push", {}, std::string(300 * 1024, 'x')},
        {"PATCH", "/v1/blobs/1", {{"Upload-Offset", "0"}}, std::string(70 * 1024, 'y')},
        {"GET", "/v1/policy/bundle?version=1", {{"Accept-Encoding", "zstd"}}, {}},
    };
    for (const WireRequest& request : requests) {
        CAPTURE(request.target);
        const auto response = transport->send(request);
        REQUIRE(response.ok());
        const std::string received = server.received();
        CHECK(received.ends_with("\r\n\r\n" + request.body));
        CHECK(response->bytes_up == size_of(received));
        CHECK(response->bytes_down == size_of(answer));
        CHECK(response->body == R"({"ok":true})");
    }
    CHECK(server.connections() == static_cast<int>(requests.size()));

    const std::string long_answer =
        raw_answer("200 OK", "application/json", std::string(200 * 1024, 'z'));
    const StrangeServer talkative{long_answer};
    const auto response = transport_to(talkative)->send({"GET", "/", {}, {}});
    REQUIRE(response.ok());
    CHECK(response->bytes_up == size_of(talkative.received()));
    CHECK(response->bytes_down == size_of(long_answer));
}

TEST_CASE("curl: a request that nobody finished does not stand in the way of the next") {
    const StrangeServer server{raw_answer("200 OK", "application/json", R"({"a":1})")};
    const auto transport = transport_to(server);
    transport->start({"POST", "/first", {}, std::string(200'000, 'x')});
    transport->start({"POST", "/second", {}, "y"});
    const Result<WireResponse> answer = transport->finish();
    REQUIRE(answer.ok());
    CHECK(answer->body == R"({"a":1})");
    CHECK(server.received().starts_with("POST /second "));
}

TEST_CASE(
    "curl: a page for people is no answer, whatever its status, and nothing is taken for sent") {
    Waiting waiting;
    for (const char* status : {"200 OK", "404 Not Found", "403 Forbidden", "500 Oops", "502 Bad",
                               "511 Network Authentication Required"}) {
        CAPTURE(status);
        CHECK(waiting.problem_with(raw_answer(status, "text/html; charset=utf-8", kLoginPage)) ==
              "error.wire.not_cunji");
    }
    CHECK(waiting.problem_with(raw_answer("302 Found", "text/html", kLoginPage,
                                          "Location: http://127.0.0.1:1/login\r\n")) ==
          "error.wire.not_cunji");
    // A portal that packs what it says, in a way it does not name rightly.
    CHECK(waiting.problem_with(raw_answer("200 OK", "text/html", kLoginPage,
                                          "Content-Encoding: zstd\r\n")) == "error.wire.not_cunji");
}

TEST_CASE("curl: noise, silence and floods end a round with a clear reason") {
    Waiting waiting;
    CHECK(waiting.problem_with("SSH-2.0-OpenSSH_9.2p1 Debian\r\n") == "error.net.not_http");
    CHECK(waiting.problem_with(std::string("\x16\x03\x01\x00\x00\r\n\r\n", 9)) ==
          "error.net.not_http");
    CHECK(waiting.problem_with(StrangeServer{"", StrangeServer::Way::CloseAtOnce}) ==
          "error.net.cut");
    CHECK(waiting.problem_with(std::string{"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"v"}) ==
          "error.net.cut");
    CHECK(waiting.problem_with(StrangeServer{"HTTP/1.1 200 OK\r\n\r\n ",
                                             StrangeServer::Way::Endless}) == "error.net.too_much");
    CHECK(waiting.problem_with(
              raw_answer("200 OK", "application/json", std::string(kAnswerMax + 1, ' '))) ==
          "error.net.too_much");
}

TEST_CASE("curl: JSON that is not the message asked for is said to be that") {
    Waiting waiting;
    const std::string ours = "Cunji-Next: 0123456789abcdef\r\n";
    const std::string json = "application/json";
    CHECK(waiting.problem_with(raw_answer("200 OK", json, R"({"status":"ok"})")) ==
          "error.wire.not_cunji");
    CHECK(waiting.problem_with(raw_answer("200 OK", json, R"({"status":"ok"})", ours)) ==
          "error.wire.member");
    CHECK(waiting.problem_with(raw_answer("200 OK", json, "[1,2", ours)).starts_with("error."));
    CHECK(waiting.problem_with(raw_answer("200 OK", json, "these bytes are not packed",
                                          ours + "Content-Encoding: zstd\r\n")) ==
          "error.wire.damaged");
    CHECK(waiting.problem_with(raw_answer("500 Oops", json, R"({"message":"oops"})")) ==
          "error.server.status");
    CHECK(waiting.problem_with(
              raw_answer("503 Busy", json, R"({"error":"slow_down","text":"过一会儿再来"})")) ==
          "error.server.says");
    waiting.phone.must_sync();
    CHECK(sync_status(waiting.phone.store()).on_device == 0);
}

}  // namespace cunji::test
