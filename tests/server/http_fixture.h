#pragma once

#include "server/http.h"
#include "shared/base/failure.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace cunji::test {

/// Requests that arrived at GET or POST /later, for a test to answer when it likes.
class Later {
public:
    void put(HttpRequest request, Respond respond) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace_back(std::move(request), std::move(respond));
        arrived_.notify_all();
    }

    /// Waits for the next one.
    std::pair<HttpRequest, Respond> take() {
        std::unique_lock lock(mutex_);
        const bool came =
            arrived_.wait_for(lock, std::chrono::seconds(20), [this] { return !waiting_.empty(); });
        if (!came) throw std::runtime_error("no request arrived");
        auto next = std::move(waiting_.front());
        waiting_.pop_front();
        return next;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::pair<HttpRequest, Respond>> waiting_;
};

inline HttpResponse text_answer(std::string text) {
    HttpResponse response;
    response.content_type = "text/plain";
    response.body = std::move(text);
    return response;
}

/// What a shell command prints.
inline std::string output_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> piece{};
    std::size_t count = 0;
    while ((count = fread(piece.data(), 1, piece.size(), pipe)) > 0) {
        out.append(piece.data(), count);
    }
    pclose(pipe);
    return out;
}

inline constexpr std::size_t kPushBody = 512 * 1024;
inline constexpr std::size_t kBigFile = 64 * 1024 * 1024;

/// A running server with a few routes, on a free port.
class TestServer {
public:
    explicit TestServer(HttpOptions options = {}) : big_file_(folder_.file("big")) {
        std::ofstream(big_file_, std::ios::binary) << "0123456789";
        std::filesystem::resize_file(big_file_, kBigFile);  // sparse: costs no disk
        options.log = [this](const std::string& line) {
            const std::lock_guard lock(log_mutex_);
            log_.push_back(line);
        };
        server = std::make_unique<HttpServer>(std::move(options), routes());
        server->start();
    }

    [[nodiscard]] RawClient connect(std::string_view from = {}) const {
        return RawClient(server->port(), from);
    }

    [[nodiscard]] std::optional<RawAnswer> get(const std::string& target) const {
        RawClient client = connect();
        client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        return client.read_answer();
    }

    [[nodiscard]] std::vector<std::string> log() const {
        const std::lock_guard lock(log_mutex_);
        return log_;
    }

    /// Serves others until `done`, for as long as a test may take.
    template <typename Condition>
    bool serve_until(Condition done) const {
        RawClient client = connect();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done() && std::chrono::steady_clock::now() < end) {
            client.send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
            if (client.read_answer()->status != 200) return false;
        }
        return done();
    }

private:
    std::vector<Route> routes();

    test::TempDir folder_;
    std::string big_file_;
    mutable std::mutex log_mutex_;
    std::vector<std::string> log_;

public:
    Later later;
    std::unique_ptr<HttpServer> server;  // last: its threads use the rest
};

inline std::vector<Route> TestServer::routes() {
    const auto ping = [](const HttpRequest&, const Respond& respond) {
        HttpResponse response;
        response.body = R"({"ok":true})";
        respond(response);
    };
    const auto size = [](const HttpRequest& request, const Respond& respond) {
        respond(text_answer(std::to_string(request.body.size())));
    };
    const auto keep = [this](HttpRequest request, Respond respond) {
        later.put(std::move(request), std::move(respond));
    };
    const auto file = [this](const HttpRequest& request, const Respond& respond) {
        HttpResponse response;
        response.content_type = "application/octet-stream";
        const std::int64_t first = request.query == "part" ? 3 : 0;
        const std::string path = request.query == "none" ? big_file_ + ".none" : big_file_;
        response.stored =
            StoredBody{path, request.query == "part" ? 4 : static_cast<std::int64_t>(kBigFile),
                       [path, first](std::int64_t offset, std::size_t most) {
                           std::ifstream in{path, std::ios::binary};
                           in.seekg(first + offset);
                           std::string bytes(most, '\0');
                           in.read(bytes.data(), static_cast<std::streamsize>(most));
                           bytes.resize(static_cast<std::size_t>(in.gcount()));
                           return bytes;
                       }};
        if (request.query == "beyond") ++response.stored->length;
        respond(response);
    };
    return {
        {"GET", "/ping", Stranger::Anybody, 0, ping},
        {"HEAD", "/ping", Stranger::Anybody, 0, ping},
        {"POST", "/small", Stranger::Anybody, 1000, size},
        {"POST", "/push", Stranger::Anybody, kPushBody, size},
        {"GET", "/later", Stranger::Anybody, 0, keep},
        {"POST", "/later", Stranger::Anybody, kPushBody, keep},
        {"GET", "/file", Stranger::Anybody, 0, file},
        {"HEAD", "/file", Stranger::Anybody, 0, file},
        {"GET", "/blobs/{id}/parts/{part}", Stranger::Anybody, 0,
         [](const HttpRequest& request, const Respond& respond) {
             respond(text_answer(std::string(request.place("id")) + "," +
                                 std::string(request.place("part")) + "," + request.query + "," +
                                 request.peer + "," + std::string(request.header("X-SOME"))));
         }},
        {"GET", "/blobs/{id}/parts/first", Stranger::Anybody, 0,
         [](const HttpRequest&, const Respond& respond) { respond(text_answer("first")); }},
        {"GET", "/fails", Stranger::Anybody, 0,
         [](const HttpRequest&, const Respond&) {
             throw Failure({"error.disk.full", {}}, "no space on /data");
         }},
        {"GET", "/throws", Stranger::Anybody, 0,
         [](const HttpRequest&, const Respond&) { throw std::runtime_error("a bug"); }},
        {"GET", "/forgets", Stranger::Anybody, 0, [](const HttpRequest&, const Respond&) {}},
        {"POST", "/known", Stranger::Anybody, kPushBody, size,
         [](const HttpRequest& head) -> std::optional<HttpResponse> {
             if (head.header("Cunji-Device") == "known") return std::nullopt;
             return http_error(401, "unknown_device", "");
         }},
        {"GET", "/splits", Stranger::Anybody, 0,
         [](const HttpRequest&, const Respond& respond) {
             HttpResponse response = text_answer("whole");
             response.headers = {{"X-Bad", "a\r\nSet-Cookie: b"}, {"X-Good", "c"}};
             respond(response);
         }},
        {"GET", "/nothing", Stranger::Anybody, 0,
         [](const HttpRequest&, const Respond& respond) {
             HttpResponse response;
             response.status = 204;
             respond(response);
         }},
    };
}

}  // namespace cunji::test
