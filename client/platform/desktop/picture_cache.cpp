#include "client/platform/desktop/picture_cache.h"

#include "client/platform/desktop/canvas.h"

#include <algorithm>
#include <utility>

namespace cunji {

namespace {

// With software OpenGL textures are our own memory; 100 thumbnails are three screens full.
constexpr PictureShelf::Limits kKept{200, std::size_t{20} * 1024 * 1024};
// Handing over a texture copies it: this takes about a quarter of a millisecond.
constexpr std::size_t kBytesPerFrame = std::size_t{512} * 1024;
constexpr float kThumbnailEdge = 320;  // logical pixels
constexpr int kThumbnailEdgeLimit = 640;
constexpr int kLargeEdge = 1600;

std::string name_of(std::string_view key, int edge) {
    return std::to_string(edge) + ' ' + std::string(key);
}

std::size_t bytes_of(const Pixels& pixels) {
    constexpr std::size_t kTexelBytes = 4;
    return static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) *
           kTexelBytes;
}

}  // namespace

PictureCache::PictureCache(std::function<void()> wake) : shelf_(kKept), reader_(std::move(wake)) {}

PictureCache::~PictureCache() {
    close();
}

void PictureCache::open(const std::string& blob_folder, const Keys& keys) {
    close();
    blobs_ = std::make_unique<BlobStore>(blob_folder, keys);
    keys_ = keys;
}

void PictureCache::close() {
    for (const auto& [name, picture] : pictures_) {
        if (picture.state == PictureState::Ready) drop_texture(picture.texture);
    }
    pictures_.clear();
    shelf_ = PictureShelf{kKept};
    reader_.forget();
    blobs_.reset();
    keys_.reset();
}

void PictureCache::set_scale(float scale) {
    scale_ = scale;
}

int PictureCache::edge_of(PictureSize size) const {
    switch (size) {
        case PictureSize::Thumbnail:
            return std::min(kThumbnailEdgeLimit, static_cast<int>(kThumbnailEdge * scale_));
        case PictureSize::Large:
            return kLargeEdge;
    }
    return kLargeEdge;
}

std::vector<std::string> PictureCache::files_of(std::string_view key) const {
    if (key.starts_with('/')) return {std::string(key)};
    std::vector<std::string> files;
    while (!key.empty()) {
        const std::string_view hash = key.substr(0, key.find(' '));
        key.remove_prefix(std::min(key.size(), hash.size() + 1));
        if (!is_sha256(hash)) continue;
        files.push_back(blobs_->path_of(hash));
    }
    return files;
}

ShownPicture PictureCache::find(std::string_view key, PictureSize size) {
    if (key.empty() || !blobs_) return {PictureState::Away};
    const int edge = edge_of(size);
    const std::string name = name_of(key, edge);
    shelf_.touch(name);
    const auto [found, is_new] = pictures_.try_emplace(name);
    if (is_new) reader_.ask({name, files_of(key), edge, keys_});
    return found->second;
}

bool PictureCache::begin_frame() {
    shelf_.begin_frame();
    bool changed = false;
    std::size_t bytes = 0;
    more_ = false;
    while (std::optional<PictureAnswer> answer = reader_.take()) {
        ShownPicture& picture = pictures_[answer->name];
        changed = true;
        if (!answer->pixels) {
            picture.state = answer->here ? PictureState::Broken : PictureState::Away;
            continue;
        }
        const Pixels& pixels = *answer->pixels;
        picture = {PictureState::Ready,
                   make_texture(pixels.width, pixels.height, pixels.rgb.data()),
                   static_cast<float>(pixels.width), static_cast<float>(pixels.height)};
        shelf_.add(answer->name, bytes_of(pixels));
        bytes += bytes_of(pixels);
        if (bytes >= kBytesPerFrame) {
            more_ = true;
            break;
        }
    }
    return changed;
}

void PictureCache::end_frame() {
    for (const std::string& name : shelf_.take_surplus()) {
        drop_texture(pictures_.at(name).texture);
        pictures_.erase(name);
    }
}

bool PictureCache::waiting() const {
    return std::any_of(pictures_.begin(), pictures_.end(), [](const auto& entry) {
        return entry.second.state == PictureState::Loading;
    });
}

void PictureCache::retry_broken() {
    std::erase_if(pictures_, [](const auto& entry) {
        return entry.second.state == PictureState::Broken ||
               entry.second.state == PictureState::Away;
    });
}

}  // namespace cunji
