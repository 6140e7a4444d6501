#pragma once

#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cunji {

/// What is compared of a photo record.
struct KnownPicture {
    std::string id;
    std::string sha256;
    std::optional<std::uint64_t> dhash;
    std::string subject;
    std::string stage;
};

/// All photos held here, also those that others took and that came with a pull; none that is void.
/// Oldest first.
std::vector<KnownPicture> known_pictures(const Store& store);

/// Whether both show the same: identical files, or hashes within kSamePictureDistance.
[[nodiscard]] bool look_alike(const KnownPicture& a, const KnownPicture& b);

/// The others that show the same as `picture` but are to prove something else: another subject or
/// another stage.
std::vector<const KnownPicture*> used_elsewhere(std::span<const KnownPicture> known,
                                                const KnownPicture& picture);

}  // namespace cunji
