#pragma once

#include "client/platform/desktop/picture_reader.h"
#include "client/platform/desktop/picture_shelf.h"
#include "client/widgets/pictures.h"
#include "shared/store/blobs.h"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace cunji {

/// The pictures of a data folder as textures. All calls on the window's thread.
class PictureCache final : public PictureSource {
public:
    /// @param wake called when a picture has come; any thread
    explicit PictureCache(std::function<void()> wake);
    PictureCache(const PictureCache&) = delete;
    PictureCache& operator=(const PictureCache&) = delete;
    ~PictureCache() override;

    /// From now on the pictures of that folder (shared/store/blobs.h), which `keys` open.
    void open(const std::string& blob_folder, const Keys& keys);
    /// No picture is in memory or on the screen any more, and nothing opens one.
    void close();

    /// Of thumbnails, in device pixels.
    void set_scale(float scale);

    /// Makes textures of what has come, as many as fit into a frame. True when there are new ones.
    bool begin_frame();
    /// Room is made for what this frame has asked for.
    void end_frame();

    /// What could not be read is tried again when it is asked for: it may have arrived.
    void retry_broken();

    /// Something that was asked for has not come yet.
    [[nodiscard]] bool waiting() const;

    /// More has come than the frame had time for.
    [[nodiscard]] bool more() const { return more_; }

    ShownPicture find(std::string_view key, PictureSize size) override;

    [[nodiscard]] std::size_t count() const { return shelf_.count(); }

private:
    [[nodiscard]] std::vector<std::string> files_of(std::string_view key) const;
    [[nodiscard]] int edge_of(PictureSize size) const;

    std::unique_ptr<BlobStore> blobs_;  ///< none: no folder is open
    Keys keys_;
    float scale_ = 1;
    PictureShelf shelf_;
    std::unordered_map<std::string, ShownPicture> pictures_;  ///< Loading ones included
    bool more_ = false;
    PictureReader reader_;
};

}  // namespace cunji
