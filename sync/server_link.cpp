#include "sync/server_link.h"

#include "shared/json/json.h"
#include "shared/wire/limits.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::size_t kAnswerInflatedMax = 16 * 1024 * 1024;
constexpr std::int64_t kMeasureFrom = 4096;  // bytes; below it the round trip is what is measured
constexpr std::size_t kPackGain = 32;        // bytes that the Content-Encoding line costs back
constexpr const char* kNonceKey = "nonce";

bool is_json_or_lines(const WireResponse& answer) {
    return answer.header("Content-Type").starts_with("application/json");
}

}  // namespace

ServerLink::ServerLink(const Store& store, const Enrolment& enrolment, Transport& transport,
                       const Compressor& compressor)
    : store_(store),
      enrolment_(enrolment),
      transport_(transport),
      compressor_(compressor),
      nonce_(store.meta(kNonceKey).value_or("")) {}

void ServerLink::remember() {
    store_.set_meta(kNonceKey, nonce_);
}

WireRequest ServerLink::pack(std::string method, std::string target, std::string body,
                             std::vector<std::pair<std::string, std::string>> headers) const {
    WireRequest request{std::move(method), std::move(target), std::move(headers), std::move(body)};
    const bool packs = request.method == "POST" && request.target != "/v1/blobs";
    if (packs) {
        std::string packed = compressor_.pack(request.body);
        if (packed.size() + kPackGain < request.body.size()) {
            request.body = std::move(packed);
            request.headers.emplace_back("Content-Encoding", "zstd");
        }
    }
    request.headers.emplace_back("Accept-Encoding", "zstd");
    return request;
}

Result<WireResponse> ServerLink::call(std::string method, std::string target, std::string body,
                                      std::vector<std::pair<std::string, std::string>> headers) {
    start(pack(std::move(method), std::move(target), std::move(body), std::move(headers)));
    return finish();
}

void ServerLink::start(WireRequest packed) {
    packed_ = std::move(packed);
    transport_.start(signed_request());
}

Result<WireResponse> ServerLink::finish() {
    Result<WireResponse> answer = take_answer(transport_.finish());
    // A nonce that was used up or lost: the answer brought a fresh one.
    if (answer.ok() && answer->status == 401 && code_of_answer(*answer) == "bad_signature") {
        answer = take_answer(transport_.send(signed_request()));
    }
    return answer;
}

WireRequest ServerLink::signed_request() const {
    WireRequest request = packed_;
    const Signature signature = sign(
        enrolment_.device_keys, request_text(request.method, request.target, request.body, nonce_));
    request.headers.emplace_back(kDeviceHeader, enrolment_.device);
    request.headers.emplace_back(kNonceHeader, nonce_);
    request.headers.emplace_back(kSignatureHeader, to_base64(signature));
    return request;
}

Result<WireResponse> ServerLink::take_answer(Result<WireResponse> answer) {
    if (!answer) return answer;
    bytes_up_ += answer->bytes_up;
    bytes_down_ += answer->bytes_down;
    measure(*answer);
    const std::string_view next = answer->header(kNextHeader);
    if (!next.empty()) nonce_ = next;
    // A captive portal answers for every server, and what it says is no answer.
    const bool ours = !next.empty() || (answer->status >= 400 && is_json_or_lines(*answer));
    if (!ours) {
        return Message{"error.wire.not_cunji", {{"status", std::to_string(answer->status)}}};
    }
    if (answer->header("Content-Encoding") == "zstd") {
        Result<std::string> body = compressor_.unpack(answer->body, kAnswerInflatedMax);
        if (!body) return body.error();
        answer->body = std::move(*body);
    }
    return answer;
}

void ServerLink::measure(const WireResponse& answer) {
    const Millis took = std::max<Millis>(answer.took, 1);
    if (answer.bytes_up >= kMeasureFrom) speed_up_ = answer.bytes_up * 1000 / took;
    if (answer.bytes_down >= kMeasureFrom) speed_down_ = answer.bytes_down * 1000 / took;
}

std::string code_of_answer(const WireResponse& answer) {
    const Result<Json> json = parse_json(answer.body);
    if (!json.ok() || !json->is_object()) return {};
    return std::string{text_of(*json, "error")};
}

Message message_of_answer(const WireResponse& answer) {
    const Result<Json> json = parse_json(answer.body);
    if (json.ok() && json->is_object() && !text_of(*json, "text").empty()) {
        return {"error.server.says", {{"text", std::string{text_of(*json, "text")}}}};
    }
    return {"error.server.status", {{"status", std::to_string(answer.status)}}};
}

}  // namespace cunji
