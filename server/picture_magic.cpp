#include "server/picture_magic.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::string_view kJpeg = "\xff\xd8\xff";
constexpr std::size_t kBoxAt = 4;    // ISO 14496-12: the size of the first box stands before
constexpr std::size_t kBrandAt = 8;  // its major brand
constexpr std::string_view kBox = "ftyp";
// ISO 23008-12 Annex B, and what phones write.
constexpr std::array<std::string_view, 8> kBrands{"heic", "heix", "hevc", "hevx",
                                                  "heim", "heis", "mif1", "msf1"};

/// `head` from `at` on agrees with `wanted` as far as it goes.
bool agrees(std::string_view head, std::size_t at, std::string_view wanted) {
    if (head.size() <= at) return true;
    const std::size_t count = std::min(wanted.size(), head.size() - at);
    return head.substr(at, count) == wanted.substr(0, count);
}

bool may_be_heic(std::string_view head) {
    return agrees(head, kBoxAt, kBox) &&
           std::any_of(kBrands.begin(), kBrands.end(),
                       [&](std::string_view brand) { return agrees(head, kBrandAt, brand); });
}

}  // namespace

bool may_be_picture(std::string_view head) {
    return agrees(head, 0, kJpeg) || may_be_heic(head);
}

std::string_view media_type_of(std::string_view head) {
    if (head.starts_with(kJpeg)) return "image/jpeg";
    if (head.size() >= kMagicBytes && may_be_heic(head)) return "image/heic";
    return "application/octet-stream";
}

}  // namespace cunji
