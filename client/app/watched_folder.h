#pragma once

#include "client/app/device.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cunji {

/// Folders below the watched one that are looked into: DCIM/100APPLE.
inline constexpr int kWatchedDepth = 2;
/// Files that one look counts: a folder that holds more is none that a camera fills.
inline constexpr int kWatchedFilesMax = 20'000;
/// Older pictures are not offered when a folder is watched for the first time.
inline constexpr Millis kWatchedFirstLook = Millis{7} * 24 * 3600 * 1000;

/// A picture that could be added.
struct NewPicture {
    std::string path;
    std::string sha256;
    std::int64_t bytes = 0;
    Millis changed = 0;  ///< when the file was last written

    bool operator==(const NewPicture&) const = default;
};

/// Looks into the folder and remembers what it saw: a file is read once, and again only when its
/// size or time has changed. Offers pictures by name's ending (jpg, jpeg, heic, heif) that no photo
/// record has and that nobody put aside, under any name; newest first. `stopping` is asked between
/// two files. For the worker: the first look reads a week's pictures. @returns error.watched.gone
/// {folder}, such as a card that was taken out
Result<std::vector<NewPicture>> look_for_pictures(const FieldDevice& device,
                                                  const std::string& folder,
                                                  const std::function<bool()>& stopping = {});

/// These are not offered again, whatever they are called.
void put_pictures_aside(const FieldDevice& device, std::span<const std::string> sha256s);

/// When the file was last written; 0: it does not say.
Millis written_at(const std::filesystem::directory_entry& entry);

/// Whether the name ends as pictures that we read do.
bool has_picture_name(const std::string& path);

}  // namespace cunji
