#include "server/tus.h"

#include "shared/crypto/crypto.h"

#include <algorithm>
#include <charconv>

namespace cunji {

namespace {

constexpr std::size_t kDigitsMax = 18;  // below 2^63 whatever they are
constexpr std::string_view kBytesUnit = "bytes=";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

ByteRange whole(std::int64_t size) {
    return {ByteRange::Kind::Whole, 0, size};
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > kDigitsMax || !digits) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<std::map<std::string, std::string, std::less<>>> parse_upload_metadata(
    std::string_view text) {
    std::map<std::string, std::string, std::less<>> out;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view pair = trimmed(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const std::size_t space = pair.find(' ');
        const std::string_view key = pair.substr(0, space);
        const std::string_view packed =
            space == std::string_view::npos ? std::string_view{} : trimmed(pair.substr(space));
        std::optional<std::string> value = from_base64(packed);
        if (key.empty() || !value) return std::nullopt;
        if (!out.emplace(key, std::move(*value)).second) return std::nullopt;
    }
    return out;
}

std::optional<Hash> parse_upload_checksum(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || text.substr(0, space) != kTusChecksum) {
        return std::nullopt;
    }
    return array_from_base64<std::tuple_size_v<Hash>>(trimmed(text.substr(space)));
}

ByteRange resolve_range(std::string_view header, std::int64_t size) {
    if (!header.starts_with(kBytesUnit)) return whole(size);
    const std::string_view range = trimmed(header.substr(kBytesUnit.size()));
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) return whole(size);
    const std::string_view first_text = range.substr(0, dash);
    const std::string_view last_text = range.substr(dash + 1);
    const std::optional<std::int64_t> first = parse_count(first_text);
    const std::optional<std::int64_t> last = parse_count(last_text);
    if ((!first && !first_text.empty()) || (!last && !last_text.empty())) return whole(size);
    if (!first) {  // "-n": the last n bytes
        if (!last) return whole(size);
        const std::int64_t count = std::min(*last, size);
        if (count == 0) return {ByteRange::Kind::Unsatisfiable, 0, 0};
        return {ByteRange::Kind::Part, size - count, count};
    }
    if (last && *last < *first) return whole(size);
    if (*first >= size) return {ByteRange::Kind::Unsatisfiable, 0, 0};
    const std::int64_t end = last ? std::min(*last, size - 1) : size - 1;
    return {ByteRange::Kind::Part, *first, end - *first + 1};
}

}  // namespace cunji
