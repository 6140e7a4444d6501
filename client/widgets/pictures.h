#pragma once

#include <imgui.h>

#include <string_view>

namespace cunji {

enum class PictureState {
    Loading,  ///< not there yet; another frame is drawn when it is
    Ready,
    Broken,  ///< no such picture here, or it cannot be read
};

struct Picture {
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

/// Pictures as textures, by the SHA-256 of their original file. Asking is what brings them: a
/// picture that is not there yet is fetched behind the window's back, and one that nobody has
/// asked for lately makes room for others.
class PictureSource {
public:
    PictureSource() = default;
    PictureSource(const PictureSource&) = delete;
    PictureSource& operator=(const PictureSource&) = delete;
    virtual ~PictureSource() = default;

    virtual Picture find(std::string_view sha256, PictureSize size) = 0;
};

}  // namespace cunji
