#include "sync/curl_transport.h"

#include "shared/base/clock.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr int kPollMillis = 1000;  // libcurl's own timers cut it short
constexpr int kAskMillis = 200;    // a person who stops it waits no longer

struct SlistFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Slist = std::unique_ptr<curl_slist, SlistFree>;

struct Answer {
    WireResponse response;
    std::size_t most = 0;
};

/// Counts what goes over the line. (CURLINFO_REQUEST_SIZE would count a body that left in one piece
/// with its head, and CURLINFO_SIZE_UPLOAD counts it again.)
int count_bytes(CURL* /*handle*/, curl_infotype type, char* /*data*/, std::size_t size,
                void* target) {
    WireResponse& response = static_cast<Answer*>(target)->response;
    const auto bytes = static_cast<std::int64_t>(size);
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT) response.bytes_up += bytes;
    if (type == CURLINFO_HEADER_IN || type == CURLINFO_DATA_IN) response.bytes_down += bytes;
    return 0;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* target) {
    auto& answer = *static_cast<Answer*>(target);
    const std::size_t bytes = size * count;
    if (answer.response.body.size() + bytes > answer.most) return 0;  // ends the transfer
    answer.response.body.append(data, bytes);
    return bytes;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* target) {
    auto& answer = *static_cast<Answer*>(target);
    std::string_view line{data, size * count};
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        std::string_view value = line.substr(colon + 1);
        while (!value.empty() && value.front() == ' ')
            value.remove_prefix(1);
        answer.response.headers.emplace_back(line.substr(0, colon), value);
    }
    return size * count;
}

const char* key_of(CURLcode code) {
    if (code == CURLE_COULDNT_RESOLVE_HOST) return "error.net.name";
    if (code == CURLE_COULDNT_CONNECT) return "error.net.refused";
    if (code == CURLE_OPERATION_TIMEDOUT) return "error.net.timeout";
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH ||
        code == CURLE_SSL_CONNECT_ERROR) {
        return "error.net.certificate";
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) return "error.net.stopped";
    if (code == CURLE_WRITE_ERROR) return "error.net.too_much";
    // What came does not begin like an answer: another service listens there, or a portal's noise.
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY) {
        return "error.net.not_http";
    }
    return "error.net.cut";
}

bool is_loopback(std::string_view host) {
    const std::size_t end = std::min(host.find_first_of("/:"), host.size());
    const std::string_view name = host.substr(0, end);
    return name == "localhost" || name.starts_with("127.") || host.starts_with("[::1]");
}

}  // namespace

class CurlTransport::Impl {
public:
    Impl(ServerAddress server, CurlOptions options)
        : server_(std::move(server)),
          options_(std::move(options)),
          handle_(curl_easy_init()),
          multi_(curl_multi_init()) {}

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    ~Impl() {
        curl_multi_remove_handle(multi_, handle_);
        curl_easy_cleanup(handle_);
        curl_multi_cleanup(multi_);
    }

    void start(WireRequest request) {
        request_ = std::move(request);
        answer_ = {};
        answer_.most = static_cast<std::size_t>(options_.answer_max);
        if (handle_ == nullptr || multi_ == nullptr) return;
        // Keeps the connection, drops the options of the request before, and that request itself
        // when nobody finished it: the caller was thrown out in between.
        curl_multi_remove_handle(multi_, handle_);
        curl_easy_reset(handle_);
        headers_ = header_list(request_);
        url_ = server_.url + request_.target;
        curl_easy_setopt(handle_, CURLOPT_URL, url_.c_str());
        curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, headers_.get());
        curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(handle_, CURLOPT_WRITEDATA, &answer_);
        curl_easy_setopt(handle_, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(handle_, CURLOPT_HEADERDATA, &answer_);
        curl_easy_setopt(handle_, CURLOPT_VERBOSE, 1L);  // else nothing is counted
        curl_easy_setopt(handle_, CURLOPT_DEBUGFUNCTION, count_bytes);
        curl_easy_setopt(handle_, CURLOPT_DEBUGDATA, &answer_);
        set_method(request_);
        set_limits();
        curl_multi_add_handle(multi_, handle_);
        // On a kept connection: all that the kernel takes at once.
        int running = 1;
        for (std::int64_t sent = -1; running > 0 && sent < answer_.response.bytes_up;) {
            sent = answer_.response.bytes_up;
            if (curl_multi_perform(multi_, &running) != CURLM_OK) break;
        }
    }

    Result<WireResponse> finish() {
        const CURLcode code = run_to_the_end();
        if (code != CURLE_OK) return Message{key_of(code), {{"server", server_.url}}};
        read_figures(answer_.response);
        return std::move(answer_.response);
    }

private:
    CURLcode run_to_the_end() {
        if (handle_ == nullptr || multi_ == nullptr) return CURLE_FAILED_INIT;
        CURLcode code = CURLE_FAILED_INIT;
        const int poll_millis = options_.keep_going ? kAskMillis : kPollMillis;
        int running = 1;
        while (running > 0) {
            if (curl_multi_perform(multi_, &running) != CURLM_OK) break;
            if (running == 0) break;
            if (options_.keep_going && !options_.keep_going()) {
                curl_multi_remove_handle(multi_, handle_);  // closes the connection
                return CURLE_ABORTED_BY_CALLBACK;
            }
            curl_multi_poll(multi_, nullptr, 0, poll_millis, nullptr);
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg == CURLMSG_DONE) code = message->data.result;
        }
        curl_multi_remove_handle(multi_, handle_);
        return code;
    }

    static Slist header_list(const WireRequest& request) {
        curl_slist* list = nullptr;
        for (const auto& [name, value] : request.headers) {
            std::string line = name;
            line.append(": ").append(value);
            list = curl_slist_append(list, line.c_str());
        }
        // An empty value takes out what curl would add: each byte of a weak link counts.
        for (const char* unwanted : {"Accept:", "Expect:", "User-Agent:"}) {
            list = curl_slist_append(list, unwanted);
        }
        const bool typed = std::any_of(request.headers.begin(), request.headers.end(),
                                       [](const auto& h) { return h.first == "Content-Type"; });
        if (!typed) list = curl_slist_append(list, "Content-Type:");
        return Slist{list};
    }

    void set_method(const WireRequest& request) {
        if (request.method == "HEAD") {
            curl_easy_setopt(handle_, CURLOPT_NOBODY, 1L);
            return;
        }
        if (request.method == "GET") {
            curl_easy_setopt(handle_, CURLOPT_HTTPGET, 1L);
            return;
        }
        curl_easy_setopt(handle_, CURLOPT_POST, 1L);
        curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        if (request.method != "POST") {
            curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        }
    }

    void set_limits() {
        curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle_, CURLOPT_PROTOCOLS_STR, "https,http");
        curl_easy_setopt(handle_, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(handle_, CURLOPT_CONNECTTIMEOUT,
                         static_cast<long>(options_.connect_seconds));
        curl_easy_setopt(handle_, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(handle_, CURLOPT_LOW_SPEED_TIME,
                         static_cast<long>(options_.stall_seconds));
        curl_easy_setopt(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (server_.pin.empty()) return;
        // The pin is the proof: a county's own certificate need not be known to any authority.
        curl_easy_setopt(handle_, CURLOPT_PINNEDPUBLICKEY, server_.pin.c_str());
        curl_easy_setopt(handle_, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(handle_, CURLOPT_SSL_VERIFYHOST, 0L);
    }

    void read_figures(WireResponse& response) {
        long status = 0;
        curl_off_t took = 0;
        curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &took);
        response.status = static_cast<int>(status);
        response.took = took / 1000;
    }

    ServerAddress server_;
    CurlOptions options_;
    CURL* handle_;
    CURLM* multi_;  ///< holds the connection
    // Of the request under way: libcurl copies none of it.
    WireRequest request_;
    Slist headers_;
    std::string url_;
    Answer answer_;
};

Result<std::unique_ptr<CurlTransport>> CurlTransport::open(const ServerAddress& server,
                                                           CurlOptions options) {
    std::string address = server.url;
    while (!address.empty() && address.back() == '/')
        address.pop_back();
    constexpr std::string_view kPlain = "http://";
    constexpr std::string_view kSecure = "https://";
    const bool plain = address.starts_with(kPlain);
    if (!plain && !address.starts_with(kSecure)) {
        return Message{"error.net.address", {{"server", server.url}}};
    }
    if (plain && !is_loopback(std::string_view{address}.substr(kPlain.size()))) {
        return Message{"error.net.plain_http", {{"server", server.url}}};
    }
    return std::unique_ptr<CurlTransport>{new CurlTransport{
        std::make_unique<Impl>(ServerAddress{std::move(address), server.pin}, std::move(options))}};
}

CurlTransport::CurlTransport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

CurlTransport::~CurlTransport() = default;

Result<WireResponse> CurlTransport::send(const WireRequest& request) {
    start(request);
    return finish();
}

void CurlTransport::start(WireRequest request) {
    impl_->start(std::move(request));
}

Result<WireResponse> CurlTransport::finish() {
    return impl_->finish();
}

}  // namespace cunji
