#pragma once

#include "shared/store/store.h"

#include <string_view>

namespace cunji {

/// An op that was not taken, and why. `op` and `record` as text.
struct Refused {
    std::string_view op;
    std::string_view record;
    std::string_view code;  ///< not_granted, locked, ...
    std::string_view text;
    Millis at = 0;
};

/// False when it was written down before: what was said first stays.
bool put_refusal(const Store& store, const Refused& refused);

}  // namespace cunji
