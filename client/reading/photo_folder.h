#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

/// A folder or a picture in a folder.
struct FolderEntry {
    std::string name;
    std::string path;
    bool folder = false;
    std::int64_t bytes = 0;  ///< of a picture
    Millis changed = 0;      ///< of a picture: when it was last written

    bool operator==(const FolderEntry&) const = default;
};

struct FolderListing {
    std::string path;
    std::string parent;  ///< empty at the root
    std::vector<FolderEntry>
        entries;  ///< folders by name, then pictures, newest first; none hidden
};

/// What a person can choose pictures from. @returns error.folder.not_a_folder,
/// error.folder.not_readable, with {folder}
Result<FolderListing> list_folder(const std::string& folder);

enum class PicturePlaceKind { Camera, Pictures, Home, Stick };

/// Where pictures are likely to be.
struct PicturePlace {
    PicturePlaceKind kind = PicturePlaceKind::Home;
    std::string name;  ///< of the card or stick; empty for the others
    std::string path;

    bool operator==(const PicturePlace&) const = default;
};

/// Memory cards and cameras first (they have a folder DCIM), then the person's pictures, their home
/// folder and other sticks. `mounts` are folders whose folders are cards and sticks.
std::vector<PicturePlace> picture_places(const std::string& home,
                                         const std::vector<std::string>& mounts);
/// Of this machine.
std::vector<PicturePlace> picture_places();

}  // namespace cunji
