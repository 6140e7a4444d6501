#include "client/app/enrol_code.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <vector>

namespace cunji {

namespace {

constexpr std::string_view kSecure = "https://";
constexpr std::string_view kPlain = "http://";

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// A Chinese keyboard writes ｈｔｔｐｓ：／／ and the sentence's 。 for a point.
std::string half_width(std::string_view text) {
    utf8proc_uint8_t* out = nullptr;
    std::string owned{text};
    const utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(owned.data()),  // NOLINT: the library's type
        static_cast<utf8proc_ssize_t>(owned.size()), &out,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{out, std::free};
    if (size < 0) return owned;
    std::string folded(out, out + size);
    constexpr std::string_view kStop = "。";
    for (std::size_t at = folded.find(kStop); at != std::string::npos; at = folded.find(kStop, at))
        folded.replace(at, kStop.size(), ".");
    return folded;
}

/// Where an address ends within a message: at a blank, a Chinese character or a mark of the
/// sentence.
std::size_t end_of_address(std::string_view text, std::size_t from) {
    constexpr std::string_view kIn = ".:/-_[]%?=&#~";
    std::size_t at = from;
    while (at < text.size() &&
           (is_letter_or_digit(text[at]) || kIn.find(text[at]) != std::string_view::npos)) {
        ++at;
    }
    while (at > from && (text[at - 1] == '.' || text[at - 1] == ':'))
        --at;
    return at;
}

/// Words of letters, digits and dashes, each with whether it goes on from the one before with
/// nothing but blanks between.
struct Word {
    std::string letters;
    bool goes_on = false;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> out;
    bool goes_on = false;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter_or_digit(text[at])) {
            goes_on = goes_on && (is_space(text[at]) || text[at] == '-');
            ++at;
            continue;
        }
        Word word{{}, goes_on};
        for (; at < text.size() && (is_letter_or_digit(text[at]) || text[at] == '-'); ++at) {
            if (text[at] != '-') word.letters += text[at];
        }
        out.push_back(std::move(word));
        goes_on = true;
    }
    return out;
}

/// Words in a row that have together as many letters as a code.
std::string find_code(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string letters;
        for (std::size_t next = first; next < words.size(); ++next) {
            if (next > first && !words[next].goes_on) break;
            letters += words[next].letters;
            if (letters.size() == kEnrolCodeLength) return tidy_code(letters);
            if (letters.size() > kEnrolCodeLength) break;
        }
    }
    return {};
}

Result<EnrolText> read_message(std::string_view text) {
    EnrolText out;
    const std::string small = lower(text);
    const std::size_t scheme = std::min(small.find(kSecure), small.find(kPlain));
    std::string rest{text};
    if (scheme != std::string::npos) {
        const std::size_t end = end_of_address(text, scheme);
        out.server = tidy_server(text.substr(scheme, end - scheme));
        rest.replace(scheme, end - scheme, "\n;");
    }
    out.code = find_code(rest);
    const bool one_word = std::none_of(rest.begin(), rest.end(), is_space);
    const bool like_host = rest.find_first_of(".:") != std::string::npos;
    if (out == EnrolText{} && one_word && like_host) out.server = tidy_server(rest);
    if (out == EnrolText{}) return Message{"error.enrol.text", {}};
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

}  // namespace

Result<EnrolText> read_enrol_text(std::string_view text) {
    if (text.size() > kEnrolTextMax) return Message{"error.enrol.text_too_long", {}};
    const std::size_t open = text.find('{');
    const std::size_t close = text.rfind('}');
    if (open != std::string_view::npos && close != std::string_view::npos && open < close) {
        Result<EnrolText> read = read_enrol_payload(text.substr(open, close - open + 1));
        if (!read) return read;
        if (!read->server.empty()) read->server = tidy_server(read->server);
        read->code = tidy_code(read->code);
        return read;
    }
    const std::string folded = half_width(text);
    return read_message(trimmed(folded));
}

std::string tidy_server(std::string_view typed) {
    const std::string folded = half_width(typed);
    std::string address{trimmed(folded)};
    if (address.empty()) return address;
    const std::string small = lower(address);
    std::size_t host = 0;
    if (small.starts_with(kSecure)) host = kSecure.size();
    if (small.starts_with(kPlain)) host = kPlain.size();
    if (host == 0 && small.find("://") != std::string::npos) return address;
    // Names of hosts know no capitals; a path is none of ours.
    const std::string name = small.substr(host, small.find_first_of("/?#", host) - host);
    if (host > 0) return small.substr(0, host) + name;
    constexpr std::array<std::string_view, 3> kHere{"localhost", "127.", "[::1]"};
    const bool here = std::any_of(kHere.begin(), kHere.end(),
                                  [&](std::string_view begin) { return name.starts_with(begin); });
    return std::string{here ? kPlain : kSecure} + name;
}

std::string tidy_code(std::string_view typed) {
    std::string out;
    for (char c : half_width(typed)) {
        if (c == '-' || is_space(c)) continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        // The server gives no letter that looks like a digit.
        if (c == 'I' || c == 'L') c = '1';
        if (c == 'O') c = '0';
        out += c;
    }
    return out;
}

}  // namespace cunji
