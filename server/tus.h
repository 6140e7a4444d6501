#pragma once

// The texts of tus 1.0.0 (tus.io/protocols/resumable-upload) and of HTTP ranges (RFC 9110 §14), as
// they stand in headers. All of it comes from the network: what is not understood is nullopt.

#include "shared/base/bytes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

inline constexpr std::string_view kTusVersion = "1.0.0";
inline constexpr std::string_view kTusExtensions = "creation,checksum";
inline constexpr std::string_view kTusChecksum = "sha256";
inline constexpr std::string_view kTusPatchType = "application/offset+octet-stream";
inline constexpr int kTusChecksumMismatch = 460;

/// Digits only, at most 18 of them.
std::optional<std::int64_t> parse_count(std::string_view text);

/// "key base64,key base64"; a key without a value has an empty one; a key twice is nullopt.
std::optional<std::map<std::string, std::string, std::less<>>> parse_upload_metadata(
    std::string_view text);

/// "sha256 base64"
std::optional<Hash> parse_upload_checksum(std::string_view text);

/// Which bytes of a file a GET is about.
struct ByteRange {
    enum class Kind { Whole, Part, Unsatisfiable };
    Kind kind = Kind::Whole;
    std::int64_t offset = 0;
    std::int64_t length = 0;
};

/// What a Range header asks of a file of `size` bytes. Anything but one range of bytes is ignored,
/// as RFC 9110 allows.
ByteRange resolve_range(std::string_view header, std::int64_t size);

}  // namespace cunji
