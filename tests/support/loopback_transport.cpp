#include "tests/support/loopback_transport.h"

#include "tests/support/temp_dir.h"

#include <algorithm>
#include <future>
#include <memory>

namespace cunji::test {

namespace {

std::int64_t head_size(const std::vector<std::pair<std::string, std::string>>& headers) {
    std::int64_t size = 30;  // about a request or status line
    for (const auto& [name, value] : headers) {
        size += static_cast<std::int64_t>(name.size() + value.size() + 4);
    }
    return size;
}

std::string bytes_of(const StoredBody& stored) {
    return stored.read(0, static_cast<std::size_t>(stored.length));
}

HttpResponse handled(const Route& route, HttpRequest request) {
    // Shared: the answering thread may still be inside set_value() when get() returns.
    const auto promise = std::make_shared<std::promise<HttpResponse>>();
    std::future<HttpResponse> said = promise->get_future();
    route.handler(std::move(request),
                  [promise](HttpResponse response) { promise->set_value(std::move(response)); });
    return said.get();
}

}  // namespace

Result<WireResponse> LoopbackTransport::send(const WireRequest& request) {
    ++requests_;
    const Fault what = fault ? fault(requests_, request) : Fault::None;
    const Message cut{"error.net.cut", {{"server", "loopback"}}};
    if (what == Fault::LoseRequest) return cut;
    WireResponse response = deliver(request);
    if (what == Fault::Duplicate) deliver(request);
    if (after) after(request);
    if (what == Fault::LoseReply) return cut;
    return response;
}

WireResponse LoopbackTransport::deliver(const WireRequest& request) {
    HttpRequest http;
    http.method = request.method;
    http.target = request.target;
    const std::size_t mark = std::min(request.target.find('?'), request.target.size());
    http.path = request.target.substr(0, mark);
    http.query = request.target.substr(std::min(mark + 1, request.target.size()));
    http.headers = request.headers;
    http.body = request.body;
    http.peer = "127.0.0.1";
    HttpResponse answer;
    const auto match = router_.find(http.method, http.path);
    if (!match.ok()) {
        answer = match.error();
    } else {
        http.places = match->places;
        HttpRequest head = http;
        head.body.clear();
        head.headers.emplace_back("Content-Length", std::to_string(http.body.size()));
        const std::optional<HttpResponse> refusal =
            match->route->admit ? match->route->admit(head) : std::nullopt;
        answer = refusal ? *refusal : handled(*match->route, std::move(http));
    }
    WireResponse response;
    response.status = answer.status;
    response.headers = answer.headers;
    response.headers.emplace_back("Content-Type", answer.content_type);
    response.body = answer.stored ? bytes_of(*answer.stored) : answer.body;
    response.bytes_up = head_size(request.headers) + static_cast<std::int64_t>(request.body.size());
    response.bytes_down =
        head_size(answer.headers) + static_cast<std::int64_t>(response.body.size());
    return response;
}

}  // namespace cunji::test
