#pragma once

#include "shared/base/result.h"
#include "shared/json/json_fwd.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace cunji {

inline constexpr int kJsonDepthMax = 16;
inline constexpr std::size_t kJsonKeysMax = 1024;  ///< of one object

/// Parses one whole JSON text from a file, a person or the network. Refuses (error.json.*):
/// bad syntax or UTF-8, a zero byte or "\u0000" anywhere, depth over kJsonDepthMax, duplicate keys,
/// more than kJsonKeysMax keys in one object, numbers with a fraction or beyond +-2^53. The
/// problem's arguments are "line" (from 1) and "what": the byte of a syntax error, the name of a
/// duplicate key. Memory stays within a small factor of the text: what is refused is refused while
/// reading.
Result<Json> parse_json(std::string_view text);

/// One line, no spaces.
std::string write_json(const Json& json);

/// The member if it is there and a string, else empty.
std::string_view text_of(const Json& object, std::string_view key);

}  // namespace cunji
