#pragma once

#include <span>
#include <string_view>

namespace cunji {

/// One file of assets/, built into the program.
struct Asset {
    std::string_view path;  ///< below assets/, e.g. "policy/forms/visit.json"
    std::string_view bytes;
};

/// All of them, sorted by path.
std::span<const Asset> assets();

/// The bytes of one; empty when there is none.
std::string_view asset(std::string_view path);

}  // namespace cunji
