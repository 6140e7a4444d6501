#include "server/http_limits.h"

#include "tests/server/http_fixture.h"

#include <chrono>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace cunji;        // NOLINT(google-build-using-namespace)
using namespace cunji::test;  // NOLINT(google-build-using-namespace)

namespace {

const std::string kPing = "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post_head(const std::string& target, std::size_t length) {
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) +
           "\r\n\r\n";
}

const std::string kChunkedHead =
    "POST /push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Sends it on a connection of its own and tells the answer's status; 0: closed without one.
int status_of(const TestServer& server, const std::string& bytes) {
    RawClient client = server.connect();
    client.send(bytes);
    const auto answer = client.read_answer();
    return answer ? answer->status : 0;
}

HttpOptions hurried() {
    HttpOptions options;
    options.header_seconds = 1;
    options.body_seconds = 1;
    options.answer_seconds = 1;
    options.idle_seconds = 1;
    return options;
}

/// Bytes of memory this process really has; a sanitizer's own would be no figure.
std::int64_t resident() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0;
#endif
    std::int64_t total = 0;
    std::int64_t pages = 0;
    std::ifstream("/proc/self/statm") >> total >> pages;
    return pages * sysconf(_SC_PAGESIZE);
}

}  // namespace

TEST_CASE("http limits: kHeaderBytesMax, by one line, by many, without an end") {
    const TestServer server;
    const std::string start = "GET /ping HTTP/1.1\r\nHost: x\r\n";
    const std::string fits(kHeaderBytesMax - 200, 'v');
    CHECK(status_of(server, start + "X: " + fits + "\r\n\r\n") == 200);
    CHECK(status_of(server, start + "X: " + fits + fits + "\r\n\r\n") == 431);
    CHECK(status_of(server, "GET /" + fits + fits + " HTTP/1.1\r\n\r\n") == 431);
    RawClient endless = server.connect();
    endless.send(start + "X: ");
    const std::string piece(64 * 1024, 'v');
    std::size_t taken = 0;
    while (taken < (std::size_t{300} << 20U) && endless.send(piece))
        taken += piece.size();
    CHECK(taken < (std::size_t{32} << 20U));  // what the sockets' buffers and the linger take
    CHECK(endless.closed_by_server());
    CHECK(server.server->counters().too_large == 3);
}

TEST_CASE("http limits: kHeaderFieldsMax, also when a thousand headers are short") {
    const TestServer server;
    const auto with = [](std::size_t count) {
        std::string request = "GET /ping HTTP/1.1\r\nHost: x\r\n";
        for (std::size_t i = 1; i < count; ++i)
            request += "a:b\r\n";
        return request + "\r\n";
    };
    CHECK(status_of(server, with(kHeaderFieldsMax)) == 200);
    CHECK(status_of(server, with(kHeaderFieldsMax + 1)) == 431);
    CHECK(status_of(server, with(1000)) == 431);
    CHECK(status_of(server, with(1500000)) == 431);
}

TEST_CASE("http limits: body_max of a route, told or in chunks") {
    const TestServer server;
    CHECK(status_of(server, post_head("/small", 1000) + std::string(1000, 'x')) == 200);
    CHECK(status_of(server, post_head("/small", 1001) + std::string(1001, 'x')) == 413);
    CHECK(status_of(server, post_head("/push", std::size_t{380} << 20U)) == 413);
    CHECK(status_of(server, post_head("/ping", 1) + "x") == 405);
    CHECK(status_of(server, "GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx") == 413);

    const std::string small =
        "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "64\r\n" + std::string(100, 'x') + "\r\n";
    std::string ten;
    for (int i = 0; i < 10; ++i)
        ten += chunk;
    RawClient client = server.connect();
    client.send(small + ten + "0\r\nTrailer: y\r\n\r\n" + kPing);
    CHECK(client.read_answer()->body == "1000");
    CHECK(client.read_answer()->status == 200);
    CHECK(status_of(server, small + ten + "1\r\nx\r\n0\r\n\r\n") == 413);
    CHECK(status_of(server, small + "7fffffff\r\nxxx") == 413);
    CHECK(server.server->counters().too_large == 5);

    RawClient endless = server.connect();
    endless.send(kChunkedHead);
    const std::string piece = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    std::size_t taken = 0;
    while (taken < (std::size_t{300} << 20U) && endless.send(piece))
        taken += piece.size();
    CHECK(taken < (std::size_t{32} << 20U));
}

TEST_CASE("http limits: chunk heads and trailers without an end") {
    const TestServer server;
    const std::string much(256 * 1024, 'y');
    CHECK(status_of(server, kChunkedHead + "1;" + much) == 400);
    CHECK(status_of(server, kChunkedHead + "0\r\nT: " + much) >= 400);
    CHECK(status_of(server, kChunkedHead + "zz\r\n") == 400);
    CHECK(status_of(server, kChunkedHead + "1\r\nxyz\r\n") == 400);
}

TEST_CASE("http limits: kHeaderSeconds drops heads that trickle in while others are served") {
    HttpOptions options;
    options.header_seconds = 1;
    const TestServer server(options);
    std::vector<RawClient> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(server.connect());
        slow.back().send("GET /ping HTTP/1.1\r\nX: ");
    }
    RawClient quick = server.connect();
    while (!slow.front().readable(20)) {
        for (RawClient& client : slow)
            client.send("x");
        quick.send(kPing);
        REQUIRE(quick.read_answer()->status == 200);
    }
    for (RawClient& client : slow) {
        const auto answer = client.read_answer();
        REQUIRE(answer);
        CHECK(answer->status == 408);
        CHECK(answer->header("Connection") == "close");
        CHECK(answer->body == R"({"error":"timeout","text":"The request came too slowly"})");
        CHECK(client.closed_by_server());
    }
    CHECK(server.server->counters().timed_out == 100);
    RawClient silent = server.connect();
    CHECK(silent.closed_by_server());  // who connects has something to say
}

TEST_CASE("http limits: kBodySeconds drops bodies that trickle in") {
    const TestServer server(hurried());
    RawClient told = server.connect();
    RawClient chunked = server.connect();
    told.send(post_head("/push", 100000));
    chunked.send(kChunkedHead);
    while (!told.readable(20)) {
        told.send("x");
        chunked.send("1\r\nx\r\n");
    }
    CHECK(told.read_answer()->status == 408);
    CHECK(chunked.read_answer()->status == 408);
    CHECK(server.server->counters().timed_out == 2);
}

TEST_CASE("http limits: kIdleSeconds closes a kept connection without a word") {
    const TestServer server(hurried());
    RawClient client = server.connect();
    client.send(kPing);
    CHECK(client.read_answer()->status == 200);
    CHECK(client.read_until_close().empty());
    CHECK(server.server->counters().timed_out == 0);
}

TEST_CASE("http limits: kAnswerSeconds, a handler that does not answer") {
    TestServer server(hurried());
    RawClient client = server.connect();
    client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto [request, respond] = server.later.take();
    const auto answer = client.read_answer();
    CHECK(answer->status == 503);
    CHECK(answer->body == R"({"error":"unavailable","text":"The server took too long"})");
    respond(text_answer("late"));
    client.send(kPing);
    CHECK(client.read_answer()->body == R"({"ok":true})");
}

TEST_CASE("http limits: kAnswerSeconds, a client that stops reading a big file") {
    const TestServer server(hurried());
    RawClient client = server.connect();
    client.shrink_receive_buffer();
    client.send("GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::int64_t before = resident();
    CHECK(server.serve_until([&] { return server.server->counters().timed_out == 1; }));
    CHECK(resident() - before < 2 << 20);
    CHECK(client.read_until_close().size() < kBigFile);
}

TEST_CASE("http limits: kConnectionsMax and kConnectionsPerAddressMax") {
    CHECK(HttpOptions{}.connections_max == kConnectionsMax);
    CHECK(HttpOptions{}.connections_per_address_max == kConnectionsPerAddressMax);
    HttpOptions options;
    options.connections_max = 4;
    options.connections_per_address_max = 3;
    const TestServer server(options);
    const auto served = [](RawClient& client) {
        client.send(kPing);
        const auto answer = client.read_answer();
        return answer && answer->status == 200;
    };
    std::vector<RawClient> open;
    for (int i = 0; i < 3; ++i) {
        open.push_back(server.connect());
        REQUIRE(served(open.back()));
    }
    RawClient fourth = server.connect();
    CHECK(fourth.read_until_close().starts_with("HTTP/1.1 503 "));
    open.push_back(server.connect("127.0.0.2"));
    REQUIRE(served(open.back()));
    RawClient fifth = server.connect("127.0.0.3");
    CHECK(fifth.closed_by_server());
    CHECK(server.server->counters().connections_refused == 2);
    CHECK(server.server->counters().connections_open == 4);

    open.front().close();
    for (bool again = false; !again;) {
        RawClient next = server.connect();
        again = served(next);
    }
}

TEST_CASE("http limits: kBodiesInFlightMax, until a handler has answered") {
    CHECK(HttpOptions{}.bodies_in_flight_max == kBodiesInFlightMax);
    HttpOptions options;
    options.bodies_in_flight_max = kPushBody + 1000;
    TestServer server(options);
    RawClient first = server.connect();
    first.send(post_head("/later", kPushBody) + std::string(kPushBody, 'x'));
    auto held = server.later.take();
    CHECK(held.first.body.size() == kPushBody);

    RawClient second = server.connect();
    second.send(post_head("/push", 1001));
    const auto busy = second.read_answer();
    CHECK(busy->status == 503);
    CHECK(busy->header("Retry-After") == "2");
    CHECK(busy->header("Connection") == "close");
    CHECK(busy->body == R"({"error":"slow_down","text":"The server is busy"})");
    CHECK(second.closed_by_server());
    CHECK(status_of(server, post_head("/push", 1000) + std::string(1000, 'x')) == 200);
    CHECK(status_of(server, kChunkedHead + "1\r\nx\r\n0\r\n\r\n") == 503);
    CHECK(status_of(server, kPing) == 200);
    CHECK(server.server->counters().slow_downs == 2);

    held.second(text_answer("done"));
    CHECK(first.read_answer()->body == "done");
    CHECK(status_of(server, kChunkedHead + "1\r\nx\r\n0\r\n\r\n") == 200);
}

TEST_CASE("http limits: what a client left half sent is given back") {
    HttpOptions options;
    options.bodies_in_flight_max = kPushBody;
    const TestServer server(options);
    for (int i = 0; i < 3; ++i) {
        RawClient client = server.connect();
        client.send(post_head("/push", kPushBody) + "beginning");
        client.finish_sending();
        CHECK(client.read_answer()->status == 400);
        CHECK(client.closed_by_server());
    }
}

TEST_CASE("http limits: no HTTP at all is refused before the connection closes") {
    const TestServer server;
    CHECK(status_of(server, "\x16\x03\x01\x02") == 400);  // a TLS greeting
    CHECK(status_of(server, std::string("\0\0\0\0", 4)) == 400);
    CHECK(status_of(server, "GARBAGE\r\n\r\n") == 400);
    CHECK(status_of(server, "GET /ping HTTP/9.9\r\n\r\n") == 400);
    CHECK(status_of(server, "GET /ping HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n") == 400);
    const std::string with_null("GET /ping HTTP/1.1\r\nHost: x\r\nNull: \0\r\n\r\n", 40);
    CHECK(status_of(server, with_null) == 400);
    CHECK(status_of(server, "GET /ping HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n") == 400);
    CHECK(status_of(server, "GET http://x/ping HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(status_of(server, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(status_of(server, "GET /ping HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of(server, "GET /ping HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n") == 400);
    RawClient half = server.connect();
    half.send("GET /ping HTT");
    half.finish_sending();
    CHECK(half.read_answer()->status == 400);
    CHECK(status_of(server, kPing) == 200);
}

TEST_CASE("http limits: no request hides in another") {
    const TestServer server;
    const std::string head = "POST /push HTTP/1.1\r\nHost: x\r\n";
    const auto refused = [&server](const std::string& request, int status) {
        RawClient client = server.connect();
        client.send(request + "\r\n5\r\nhello\r\n0\r\n\r\n" + kPing);
        const auto answer = client.read_answer();
        return answer && answer->status == status && client.read_until_close().empty();
    };
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    CHECK(refused(head + "Content-Length: 5\r\n" + chunked, 400));
    CHECK(refused(head + chunked + "Content-Length: 5\r\n", 400));
    CHECK(refused(head + "Content-Length: 5\r\nContent-Length: 6\r\n", 400));
    CHECK(refused(head + "Content-Length: +5\r\n", 400));
    CHECK(refused(head + "Content-Length: 5, 6\r\n", 400));
    CHECK(refused(head + "Content-Length: 99999999999999999999999\r\n", 400));
    CHECK(refused(head + "Content-Length : 5\r\n", 400));
    CHECK(refused(head + chunked + chunked, 400));
    CHECK(refused(head + "Transfer-Encoding: gzip\r\n", 501));
    CHECK(refused(head + "Transfer-Encoding: gzip, chunked\r\n", 501));
    CHECK(refused(head + "Transfer-Encoding: xchunked\r\n", 501));
    CHECK(refused("POST /push HTTP/1.0\r\nHost: x\r\n" + chunked, 400));
}

TEST_CASE("http limits: a hostile day costs at most 16 MB, and others are served all along") {
    HttpOptions options;
    options.header_seconds = 3;
    const TestServer server(options);
    const std::string body(kPushBody - 1, 'x');
    const std::string garbage(1 << 20, 'g');
    REQUIRE(server.get("/ping")->status == 200);
    RawClient other = server.connect();
    const std::int64_t before = resident();
    std::int64_t most = before;
    const auto others_are_served = [&] {
        most = std::max(most, resident());
        other.send(kPing);
        const auto answer = other.read_answer();
        return answer && answer->status == 200;
    };

    std::vector<RawClient> bodies;
    for (int i = 0; i < 64; ++i) {
        bodies.push_back(server.connect());
        bodies.back().send(post_head("/push", kPushBody));
        bodies.back().send(body);  // all but the last byte, as far as it is taken
        REQUIRE(others_are_served());
    }
    int accepted = 0;
    for (RawClient& client : bodies) {
        client.send("x");
        const auto answer = client.read_answer();
        if (answer && answer->status == 200) ++accepted;
    }
    // What fits at once was taken; a late one may find room again, most were refused.
    CHECK(accepted >= static_cast<int>(kBodiesInFlightMax / kPushBody));
    CHECK(accepted < 64);
    bodies.clear();

    std::vector<RawClient> open;
    for (int i = 0; i < 150; ++i) {
        open.push_back(server.connect());
        switch (i % 5) {
            case 0:
                open.back().send("GET /ping HTTP/1.1\r\nX: ");
                break;
            case 1:
                open.back().send(kChunkedHead + "10\r\n");
                break;
            case 2:
                open.back().send("GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
                break;
            case 3:
                open.back().send(garbage);
                break;
            default:
                break;
        }
        REQUIRE(others_are_served());
    }
    for (int i = 0; i < 8; ++i) {
        RawClient client = server.connect();
        client.send("GET /ping HTTP/1.1\r\nHost: x\r\n");
        for (int piece = 0; piece < 64 && client.send(garbage); ++piece) {
        }
        REQUIRE(others_are_served());
    }
    RawClient pipeliner = server.connect();
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += kPing;
    pipeliner.send(many);
    REQUIRE(others_are_served());
    MESSAGE("grew by " << (most - before) / 1024 << " KB at most");
    CHECK(most - before <= std::int64_t{16} << 20U);
}
