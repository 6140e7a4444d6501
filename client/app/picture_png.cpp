#include "client/app/picture_png.h"

#include <png.h>

namespace cunji {

namespace {

constexpr int kChannels = 3;

/// libpng's simplified reader, let go of in all cases.
class Reader {
public:
    Reader() { image_.version = PNG_IMAGE_VERSION; }

    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    ~Reader() { png_image_free(&image_); }

    png_image* operator->() { return &image_; }

    png_image* get() { return &image_; }

private:
    png_image image_{};
};

}  // namespace

bool is_png(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1A\n");
}

Result<Decoded> decode_png(std::string_view bytes) {
    Reader reader;
    if (png_image_begin_read_from_memory(reader.get(), bytes.data(), bytes.size()) == 0) {
        return picture_damaged();
    }
    if (const std::optional<Message> refused = refuse_size(reader->width, reader->height)) {
        return *refused;
    }
    reader->format = PNG_FORMAT_RGB;
    Decoded out;
    out.width = reader->width;
    out.height = reader->height;
    out.pixels.width = static_cast<int>(reader->width);
    out.pixels.height = static_cast<int>(reader->height);
    const std::size_t stride = std::size_t{reader->width} * kChannels;
    out.pixels.rgb.resize(stride * reader->height);
    const png_color white{255, 255, 255};
    if (png_image_finish_read(reader.get(), &white, out.pixels.rgb.data(),
                              static_cast<png_int_32>(stride), nullptr) == 0) {
        return picture_damaged();
    }
    return out;
}

}  // namespace cunji
