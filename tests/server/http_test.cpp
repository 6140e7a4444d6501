#include "server/http.h"

#include "server/http_router.h"
#include "tests/server/http_fixture.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace cunji;        // NOLINT(google-build-using-namespace)
using namespace cunji::test;  // NOLINT(google-build-using-namespace)

namespace {

const std::string kPing = "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post(const std::string& target, const std::string& body) {
    return "POST " + target +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

}  // namespace

TEST_CASE("http: an answer with nothing to say costs little") {
    const TestServer server;
    const auto answer = server.get("/ping");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == R"({"ok":true})");
    CHECK(answer->header("Content-Type") == "application/json");
    CHECK(answer->head.size() < 90);
    CHECK(answer->header("Server").empty());
    CHECK(answer->header("Connection").empty());
}

TEST_CASE("http: a connection is kept for the next request") {
    const TestServer server;
    RawClient client = server.connect();
    for (int i = 0; i < 3; ++i) {
        REQUIRE(client.send(kPing));
        REQUIRE(client.read_answer()->status == 200);
    }
    CHECK(server.server->counters().requests == 3);
    CHECK(server.server->counters().connections_open == 1);
}

TEST_CASE("http: close is said and done when the client asks for it, and to HTTP/1.0") {
    const TestServer server;
    for (const char* request : {"GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                                "GET /ping HTTP/1.0\r\n\r\n"}) {
        RawClient client = server.connect();
        client.send(request);
        CHECK(client.read_answer()->header("Connection") == "close");
        CHECK(client.closed_by_server());
    }
}

TEST_CASE("http: pipelined requests are answered in their order") {
    const TestServer server;
    RawClient client = server.connect();
    client.send(post("/small", "123") + kPing + "\r\n" + post("/small", "") + kPing);
    CHECK(client.read_answer()->body == "3");
    CHECK(client.read_answer()->body == R"({"ok":true})");
    CHECK(client.read_answer()->body == "0");
    CHECK(client.read_answer()->body == R"({"ok":true})");
}

TEST_CASE("http: HEAD is answered without the body, where a route declares it") {
    const TestServer server;
    RawClient client = server.connect();
    client.send("HEAD /ping HTTP/1.1\r\nHost: x\r\n\r\n" + kPing);
    const auto head = client.read_answer(true);
    CHECK(head->status == 200);
    CHECK(head->header("Content-Length") == "11");
    CHECK(client.read_answer()->body == R"({"ok":true})");
    client.send("HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n" + kPing);
    CHECK(client.read_answer(true)->header("Content-Length") == std::to_string(kBigFile));
    CHECK(client.read_answer()->status == 200);
    client.send("HEAD /push HTTP/1.1\r\nHost: x\r\n\r\n" + kPing);
    CHECK(client.read_answer(true)->status == 405);
    CHECK(client.read_answer()->status == 200);
}

TEST_CASE("http: 204 has neither body nor length") {
    const TestServer server;
    const auto answer = server.get("/nothing");
    CHECK(answer->status == 204);
    CHECK(answer->header("Content-Length").empty());
}

TEST_CASE("http: places of the path, query, headers and address reach the handler") {
    const TestServer server;
    RawClient client = server.connect("127.0.0.9");
    client.send(
        "GET /blobs/ab%2Fcd/parts/7?offset=1&x=%20 HTTP/1.1\r\nHost: x\r\nx-Some: value\r\n\r\n");
    CHECK(client.read_answer()->body == "ab%2Fcd,7,offset=1&x=%20,127.0.0.9,value");
    CHECK(server.get("/blobs/ab/parts/first")->body == "first");
}

TEST_CASE("http: what is not there is 404, another method 405 with those that are") {
    const TestServer server;
    for (const char* target : {"/", "/none", "/ping/", "/ping/x", "/blobs//parts/1", "/blobs/a",
                               "//ping", "/blobs/a/parts/b/c", "/../ping", "/PING"}) {
        CAPTURE(target);
        const auto answer = server.get(target);
        CHECK(answer->status == 404);
        CHECK(answer->body == R"({"error":"not_found","text":"No such resource"})");
    }
    RawClient client = server.connect();
    client.send("DELETE /ping HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = client.read_answer();
    CHECK(answer->status == 405);
    CHECK(answer->header("Allow") == "GET, HEAD");
    CHECK(answer->body == R"({"error":"method_not_allowed","text":"Not with this method"})");
    client.send(kPing);
    CHECK(client.read_answer()->status == 200);
}

TEST_CASE("http: a handler that throws is answered in JSON and logged, and serving goes on") {
    const TestServer server;
    const auto failed = server.get("/fails");
    CHECK(failed->status == 503);
    CHECK(failed->body == R"({"error":"error.disk.full","text":"The server cannot do this now"})");
    const auto threw = server.get("/throws");
    CHECK(threw->status == 500);
    CHECK(threw->body == R"({"error":"internal","text":"The server failed"})");
    CHECK(server.log() ==
          std::vector<std::string>{"/fails: error.disk.full: no space on /data", "/throws: a bug"});
    CHECK(server.get("/ping")->status == 200);
}

TEST_CASE("http: a handler that lets go of the request without an answer is a 500 at once") {
    const TestServer server;
    CHECK(server.get("/forgets")->status == 500);
}

TEST_CASE("http: an answer can come later and from another thread, the first one counts") {
    TestServer server;
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(server.connect());
        clients.back().send("GET /later?" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    std::thread other([&server] {
        for (int i = 0; i < 20; ++i) {
            const auto [request, respond] = server.later.take();
            respond(text_answer("answer " + request.query));
            respond(text_answer("too late"));
        }
    });
    for (int i = 0; i < 20; ++i) {
        CHECK(clients[static_cast<std::size_t>(i)].read_answer()->body ==
              "answer " + std::to_string(i));
    }
    other.join();
    clients[3].send(kPing);
    CHECK(clients[3].read_answer()->body == R"({"ok":true})");
}

TEST_CASE("http: a client that has gone does not disturb the answer to it") {
    TestServer server;
    {
        RawClient client = server.connect();
        client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    const auto [request, respond] = server.later.take();
    respond(text_answer(std::string(1 << 20, 'x')));
    CHECK(server.serve_until([&] { return server.server->counters().connections_open == 1; }));
}

TEST_CASE("http: a header of an answer cannot become two") {
    const TestServer server;
    const auto answer = server.get("/splits");
    CHECK(answer->head.find("Set-Cookie") == std::string::npos);
    CHECK(answer->header("X-Good") == "c");
    CHECK(answer->body == "whole");
}

TEST_CASE("http: a part of a file is sent; a file that is not as promised is a 500") {
    const TestServer server;
    CHECK(server.get("/file?part")->body == "3456");
    CHECK(server.get("/file?none")->status == 500);
    CHECK(server.get("/file?beyond")->status == 500);
    const auto whole = server.get("/file");
    CHECK(whole->body.size() == kBigFile);
    CHECK(whole->body.substr(0, 12) == std::string("0123456789\0\0", 12));
}

TEST_CASE("http: a client that closed its sending side still gets its answer") {
    const TestServer server;
    RawClient client = server.connect();
    client.send(post("/small", "1234"));
    client.finish_sending();
    CHECK(client.read_answer()->body == "4");
    CHECK(client.closed_by_server());
    RawClient silent = server.connect();
    silent.finish_sending();
    CHECK(silent.read_until_close().empty());
}

TEST_CASE("http: 100-continue comes after route and size were checked, never before a refusal") {
    const TestServer server;
    const auto head = [](const std::string& target, int length) {
        return "POST " + target +
               " HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: " +
               std::to_string(length) + "\r\n\r\n";
    };
    RawClient client = server.connect();
    client.send(head("/small", 4));
    CHECK(client.read_answer()->status == 100);
    client.send("1234");
    CHECK(client.read_answer()->body == "4");
    client.send(head("/small", 1001));
    CHECK(client.read_answer()->status == 413);
    CHECK(client.closed_by_server());
    RawClient lost = server.connect();
    lost.send(head("/none", 4));
    CHECK(lost.read_answer()->status == 404);
    RawClient odd = server.connect();
    odd.send("POST /small HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n");
    CHECK(odd.read_answer()->status == 417);
}

TEST_CASE("http: who may not send a body is told so before it is asked for") {
    const TestServer server;
    RawClient stranger = server.connect();
    stranger.send(
        "POST /known HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    CHECK(stranger.read_answer()->status == 401);
    CHECK(stranger.closed_by_server());
    RawClient known = server.connect();
    known.send(
        "POST /known HTTP/1.1\r\nHost: x\r\nCunji-Device: known\r\nContent-Length: 4\r\n\r\n1234");
    CHECK(known.read_answer()->body == "4");
}

TEST_CASE("http: two servers cannot have the same port") {
    const TestServer server;
    HttpOptions options;
    options.port = server.server->port();
    std::string key;
    try {
        const HttpServer second(options, {});
    } catch (const Failure& failure) {
        key = failure.message().key;
        CHECK(failure.message().args.front().second == "127.0.0.1:" + std::to_string(options.port));
    }
    CHECK(key == "error.listen");
    options.host = "no such host.invalid";
    CHECK_THROWS_AS(HttpServer(options, {}), Failure);
}

TEST_CASE("http: stop() answers what was accepted and closes what is idle at once") {
    TestServer server;
    RawClient idle = server.connect();
    idle.send(kPing);
    REQUIRE(idle.read_answer()->status == 200);
    RawClient busy = server.connect();
    busy.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n" + kPing);
    const auto [request, respond] = server.later.take();

    std::thread stopping([&server] { server.server->stop(); });
    CHECK(idle.closed_by_server());
    respond(text_answer("in time"));
    const auto answer = busy.read_answer();
    REQUIRE(answer);
    CHECK(answer->body == "in time");
    CHECK(answer->header("Connection") == "close");
    CHECK(busy.closed_by_server());
    stopping.join();
    CHECK_THROWS(server.connect());
    CHECK(server.server->counters().connections_open == 0);
}

TEST_CASE("http: stop() waits no longer than it was told, and a later answer hurts nobody") {
    TestServer server;
    RawClient busy = server.connect();
    busy.send(post("/later", std::string(100000, 'x')));
    RawClient never_answered = server.connect();
    never_answered.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    auto first = server.later.take();
    auto second = server.later.take();
    server.server->stop(0);
    first.second(text_answer("stopped"));
    CHECK(busy.closed_by_server());
    server.server.reset();
    second.second(text_answer("gone"));
}

TEST_CASE("http: a server that never started ends too") {
    const HttpServer server({}, {});
    CHECK(server.port() != 0);
}

TEST_CASE("http: TLS from 1.2 on, with a certificate and its key") {
    const test::TempDir folder;
    const std::string certificate = folder.file("cert.pem");
    const std::string key = folder.file("key.pem");
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=localhost -keyout " +
        key + " -out " + certificate + " 2>/dev/null";
    REQUIRE(std::system(make.c_str()) == 0);
    HttpOptions options;
    options.tls_certificate = certificate;
    options.tls_key = key;
    options.header_seconds = 1;
    const TestServer server(options);
    const auto ask = [&server](const std::string& how) {
        return output_of(
            "printf 'GET /file?part HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' | "
            "openssl s_client -quiet -connect 127.0.0.1:" +
            std::to_string(server.server->port()) + " " + how + " 2>/dev/null");
    };
    for (const char* version : {"-tls1_2", "-tls1_3"}) {
        CAPTURE(version);
        const std::string answer = ask(version);
        CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(answer.ends_with("\r\n\r\n3456"));
    }
    CHECK(ask("-tls1_1 -cipher ALL:@SECLEVEL=0").empty());
    CHECK(ask("-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384").empty());  // CBC

    RawClient silent = server.connect();
    CHECK(silent.read_until_close().empty());
    RawClient plain = server.connect();
    plain.send(kPing);
    CHECK(plain.read_until_close().find("HTTP/1.1") == std::string::npos);
    CHECK(server.server->counters().requests == 2);
}

TEST_CASE("http: a certificate that cannot be used says so before anything is served") {
    HttpOptions options;
    options.tls_certificate = "/nonexistent/cert.pem";
    std::string key;
    try {
        const HttpServer server(options, {});
    } catch (const Failure& failure) {
        key = failure.message().key;
    }
    CHECK(key == "error.tls");
}
