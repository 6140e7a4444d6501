#pragma once

#include <imgui.h>

#include <string_view>

namespace cunji {

enum class PictureState {
    Loading,  ///< not there yet; another frame is drawn when it is
    Ready,
    Away,    ///< not on this device
    Broken,  ///< here, and it cannot be read
};

struct ShownPicture {
    PictureState state = PictureState::Loading;
    ImTextureID texture = nullptr;  ///< when Ready; good for this frame
    float width = 0;                ///< pixels of the picture
    float height = 0;
};

/// How large a picture is wanted.
enum class PictureSize {
    Thumbnail,  ///< in grids and slots
    Large,      ///< one alone
};

/// Pictures as textures. Asking is what brings them: a picture that is not there yet is fetched
/// behind the window's back, and one that nobody has asked for lately makes room for others.
///
/// A key is what shows the picture, best first, separated by spaces: SHA-256 hashes of blobs (the
/// preview of a photo, then its thumbnail, which travels ahead of it). Or it is the path of one
/// file that is about to be imported; a path begins with "/".
class PictureSource {
public:
    PictureSource() = default;
    PictureSource(const PictureSource&) = delete;
    PictureSource& operator=(const PictureSource&) = delete;
    virtual ~PictureSource() = default;

    virtual ShownPicture find(std::string_view key, PictureSize size) = 0;
};

}  // namespace cunji
