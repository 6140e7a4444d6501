#include "server/http_answer.h"

#include "shared/base/failure.h"

#include <algorithm>
#include <string_view>

namespace cunji {

namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 426:
            return "Upgrade Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "Other";  // the words are for people only; the number speaks
    }
}

/// Nothing that could end the line: an answer stays one answer whatever a handler puts in.
bool fits_a_line(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

}  // namespace

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string answer_head(const HttpResponse& response, std::int64_t length, bool close) {
    std::string head = "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason_of(response.status);
    head += "\r\n";
    const auto add = [&head](std::string_view name, std::string_view value) {
        if (name.empty() || !fits_a_line(name) || !fits_a_line(value)) return;
        head += name;
        head += ": ";
        head += value;
        head += "\r\n";
    };
    if (has_body(response.status)) {
        if (length > 0 && !response.content_type.empty()) {
            add("Content-Type", response.content_type);
        }
        add("Content-Length", std::to_string(length));
    }
    for (const auto& [name, value] : response.headers)
        add(name, value);
    if (close) add("Connection", "close");
    head += "\r\n";
    return head;
}

std::optional<AnswerSource> AnswerSource::open(HttpResponse& response) {
    AnswerSource source;
    if (!response.stored) {
        source.text_ = std::move(response.body);
        source.left_ = static_cast<std::int64_t>(source.text_.size());
        return source;
    }
    source.stored_ = response.stored;
    source.left_ = response.stored->length;
    // Its end is looked at before a status says that all is well.
    if (source.left_ > 0 && source.piece(source.left_ - 1, 1).empty()) return std::nullopt;
    return source;
}

std::string AnswerSource::piece(std::int64_t at, std::size_t most) const {
    try {
        return stored_->read(at, most);
    } catch (const Failure&) {
        return {};
    }
}

bool AnswerSource::append_to(std::string& out, std::size_t room) {
    const auto count =
        static_cast<std::size_t>(std::min<std::int64_t>(left_, static_cast<std::int64_t>(room)));
    if (count == 0) return true;
    std::size_t got = count;
    if (!stored_) {
        out.append(text_, static_cast<std::size_t>(at_), count);
    } else {
        const std::string bytes = piece(at_, count);
        got = std::min(bytes.size(), count);
        out.append(bytes, 0, got);
    }
    at_ += static_cast<std::int64_t>(got);
    left_ -= static_cast<std::int64_t>(got);
    return got > 0;
}

}  // namespace cunji
