#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// R054: what may not hang on a wall.
enum class PrivateMatter { IdNumber, Phone, Account, Health };

struct PrivateFind {
    PrivateMatter matter = PrivateMatter::IdNumber;
    std::string text;    ///< as it stands there
    std::size_t at = 0;  ///< byte where it begins

    bool operator==(const PrivateFind&) const = default;
};

/// What of that kind a text shows, in order. Digits may be of full width, and in groups as people
/// write them ("138 0000 0000"). `hotline` is the one number that is meant to stand there.
[[nodiscard]] std::vector<PrivateFind> find_private(std::string_view body,
                                                    std::string_view hotline);

}  // namespace cunji
