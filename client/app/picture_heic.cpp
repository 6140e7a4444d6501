#include "client/app/picture_heic.h"

#include "shared/base/bytes.h"

#include <libheif/heif.h>

#include <array>
#include <exception>
#include <memory>

namespace cunji {
namespace {

constexpr std::size_t kBrandBytesMax = 1024;
constexpr std::size_t kExifBytesMax = 1 << 20;

template <auto kFree>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        kFree(object);
    }
};

using Context = std::unique_ptr<heif_context, Free<heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, Free<heif_image_handle_release>>;
using Image = std::unique_ptr<heif_image, Free<heif_image_release>>;
using Options = std::unique_ptr<heif_decoding_options, Free<heif_decoding_options_free>>;

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

/// Whether the top-level boxes end with the file or before it: a file copied in part ends within
/// one, while libheif reads such a file as long as the pieces it asks for are there.
bool is_whole(std::string_view bytes) {
    while (bytes.size() >= 8) {
        std::uint64_t size = big_endian(bytes.substr(0, 4));
        std::uint64_t header = 8;
        if (size == 0) return true;  // "until the end of the file"
        if (size == 1) {
            if (bytes.size() < 16) return false;
            size = big_endian(bytes.substr(8, 8));
            header = 16;
        }
        if (size < header || size > bytes.size()) return false;
        bytes.remove_prefix(size);
    }
    return true;
}

bool holds_any(std::string_view brands, std::initializer_list<std::string_view> wanted) {
    for (; brands.size() >= 4; brands.remove_prefix(4))
        for (const std::string_view brand : wanted)
            if (brands.starts_with(brand)) return true;
    return false;
}

std::string exif_of(const heif_image_handle* handle) {
    heif_item_id id = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) < 1) return {};
    const std::size_t size = heif_image_handle_get_metadata_size(handle, id);
    if (size < 4 || size > kExifBytesMax) return {};
    std::string block(size, '\0');
    if (heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
    // Four bytes say how far after them "II" or "MM" stands (ISO/IEC 23008-12 annex A.2.1).
    const std::uint64_t offset = big_endian(std::string_view{block}.substr(0, 4));
    if (offset >= size - 4) return {};
    return block.substr(4 + offset);
}

Message refusal_of(const heif_error& error) {
    return error.code == heif_error_Unsupported_filetype ||
                   error.code == heif_error_Unsupported_feature
               ? picture_unsupported("HEIF")
               : picture_damaged();
}

Result<Decoded> decode_whole(std::string_view bytes, int edge_min) {
    const Context context{heif_context_alloc()};
    const ByteView file = bytes_of(bytes);
    heif_error error = heif_context_read_from_memory_without_copy(context.get(), file.data(),
                                                                  file.size(), nullptr);
    if (error.code != heif_error_Ok) return refusal_of(error);
    heif_image_handle* opened = nullptr;
    error = heif_context_get_primary_image_handle(context.get(), &opened);
    const Handle handle{opened};
    if (error.code != heif_error_Ok) return refusal_of(error);
    if (auto refusal =
            refuse_size(heif_image_handle_get_width(opened), heif_image_handle_get_height(opened)))
        return *refusal;

    const Options options{heif_decoding_options_alloc()};
    options->convert_hdr_to_8bit = 1;
    heif_image* painted = nullptr;
    error = heif_decode_image(opened, &painted, heif_colorspace_RGB, heif_chroma_interleaved_RGB,
                              options.get());
    const Image image{painted};
    if (error.code != heif_error_Ok) return refusal_of(error);

    // The header's size was a promise; this is what the decoder found.
    const int width = heif_image_get_width(painted, heif_channel_interleaved);
    const int height = heif_image_get_height(painted, heif_channel_interleaved);
    if (auto refusal = refuse_size(width, height)) return *refusal;
    int stride = 0;
    const std::uint8_t* rgb =
        heif_image_get_plane_readonly(painted, heif_channel_interleaved, &stride);
    if (rgb == nullptr || stride < width * 3) return picture_damaged();

    Decoded decoded;
    decoded.width = width;
    decoded.height = height;
    decoded.turned = true;
    decoded.exif = exif_of(opened);
    decoded.pixels = fit(
        {.rgb = rgb, .width = width, .height = height, .stride = static_cast<std::size_t>(stride)},
        edge_min);
    return decoded;
}

}  // namespace

MediaKind media_kind(std::string_view bytes) {
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return MediaKind::None;
    const std::uint64_t size = big_endian(bytes.substr(0, 4));
    std::string_view brands = bytes.substr(0, size < kBrandBytesMax ? size : kBrandBytesMax);
    if (brands.size() < 12) return MediaKind::None;
    brands.remove_prefix(8);  // the second of them is a version, and no brand
    if (holds_any(brands, {"avif", "avis"})) return MediaKind::Avif;
    if (holds_any(brands, {"heic", "heix", "heim", "heis", "mif1"})) return MediaKind::Heic;
    return MediaKind::Film;
}

Result<Decoded> decode_heic(std::string_view bytes, int edge_min) {
    if (!is_whole(bytes)) return picture_damaged();
    try {
        return decode_whole(bytes, edge_min);
    } catch (const std::exception&) {
        // libheif is C++ inside and lets bad_alloc and length_error pass on hostile sizes.
        return picture_damaged();
    }
}

}  // namespace cunji
