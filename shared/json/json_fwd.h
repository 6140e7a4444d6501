#pragma once

#include <nlohmann/json_fwd.hpp>

namespace cunji {

/// Keeps the order of keys, so that what is written reads as its document says. For headers that
/// only name it; the library itself costs a second in each file that includes it.
using Json = nlohmann::ordered_json;

}  // namespace cunji
