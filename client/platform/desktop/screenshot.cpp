#include "client/platform/desktop/screenshot.h"

#include "shared/base/failure.h"

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace cunji {

void write_png(const std::string& path, WindowSize size, const std::vector<std::uint8_t>& rgba) {
    constexpr int kChannels = 4;
    if (stbi_write_png(path.c_str(), size.width, size.height, kChannels, rgba.data(),
                       size.width * kChannels) == 0) {
        throw Failure({"error.file.not_writable", {{"file", path}}}, path);
    }
}

}  // namespace cunji
