#include "shared/base/assets.h"

#include <algorithm>

namespace cunji {

std::string_view asset(std::string_view path) {
    const std::span<const Asset> all = assets();
    const auto found = std::lower_bound(
        all.begin(), all.end(), path,
        [](const Asset& entry, std::string_view wanted) { return entry.path < wanted; });
    return found != all.end() && found->path == path ? found->bytes : std::string_view{};
}

}  // namespace cunji
