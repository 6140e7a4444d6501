#include "server/http_router.h"

#include "shared/json/json.h"

#include <algorithm>
#include <optional>

namespace cunji {

namespace {

using Places = std::vector<std::pair<std::string, std::string>>;

/// Cuts the part before the next '/' off `rest`.
std::string_view next_segment(std::string_view& rest) {
    const std::size_t slash = rest.find('/');
    const std::string_view segment = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
    return segment;
}

std::size_t count_segments(std::string_view path) {
    return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

std::optional<Places> match(std::string_view pattern, std::string_view path) {
    if (count_segments(pattern) != count_segments(path)) return std::nullopt;
    Places places;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (wanted.size() > 2 && wanted.front() == '{' && wanted.back() == '}') {
            if (given.empty()) return std::nullopt;
            places.emplace_back(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    return places;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view HttpRequest::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_word(key, name)) return value;
    }
    return {};
}

std::string_view HttpRequest::place(std::string_view name) const {
    for (const auto& [key, value] : places) {
        if (key == name) return value;
    }
    return {};
}

HttpResponse http_error(int status, std::string_view code, std::string_view text) {
    Json json = Json::object();
    json["error"] = code;
    json["text"] = text;
    HttpResponse response;
    response.status = status;
    response.body = write_json(json);
    return response;
}

Result<Router::Match, HttpResponse> Router::find(std::string_view method,
                                                 std::string_view path) const {
    std::optional<Match> found;
    std::string allowed;
    for (const Route& route : routes_) {
        std::optional<Places> places = match(route.path, path);
        if (!places) continue;
        if (!allowed.empty()) allowed += ", ";
        allowed += route.method;
        if (route.method != method) continue;
        const bool plainer = !found || places->size() < found->places.size();
        if (plainer) found = Match{&route, std::move(*places)};
    }
    if (found) return std::move(*found);
    if (allowed.empty()) return http_error(404, "not_found", "No such resource");
    HttpResponse response = http_error(405, "method_not_allowed", "Not with this method");
    response.headers.emplace_back("Allow", allowed);
    return response;
}

std::optional<HttpResponse> refuse_head(const HttpRequest& request, bool http_1_0) {
    if (request.headers.size() > kHeaderFieldsMax) {
        return http_error(431, "header_too_large", "Too many headers");
    }
    std::size_t hosts = 0;
    std::size_t encodings = 0;
    for (const auto& [name, value] : request.headers) {
        if (same_word(name, "Host")) ++hosts;
        if (same_word(name, "Transfer-Encoding")) ++encodings;
    }
    if (request.target.empty() || request.target.front() != '/') {
        return http_error(400, "malformed", "The target is not a path");
    }
    if (hosts > 1 || (hosts == 0 && !http_1_0)) {
        return http_error(400, "malformed", "One Host header is needed");
    }
    if (encodings > 0) {
        // What another server in front reads differently would let one request hide in another.
        if (http_1_0) return http_error(400, "malformed", "No transfer encoding in HTTP/1.0");
        if (encodings > 1 || !same_word(request.header("Transfer-Encoding"), "chunked")) {
            return http_error(501, "not_implemented",
                              "Only the chunked transfer encoding is known");
        }
    }
    const std::string_view expected = request.header("Expect");
    if (!expected.empty() && !same_word(expected, "100-continue")) {
        return http_error(417, "expectation_failed", "Only 100-continue can be expected");
    }
    return std::nullopt;
}

}  // namespace cunji
