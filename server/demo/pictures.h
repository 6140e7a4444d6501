#pragma once

#include "server/demo/days.h"
#include "shared/json/json.h"
#include "shared/store/blob_table.h"

#include <cstdint>
#include <string>

namespace cunji::demo {

/// A photo to be taken.
struct Shot {
    std::string drawing;  ///< file of assets/demo, without .jpg
    std::string stage;
    std::string subject;  ///< record, or "@n"
    std::string title;
    std::string event;
    std::string place_name;
    std::string background{};
    std::string photographer;
    Moment taken;
    std::int64_t lat = 0;
    std::int64_t lon = 0;
    std::string scope;
    std::string device;
};

/// The county's pictures: a few drawings, each marked as one, told apart by a comment in the file.
/// No pixel is decoded or drawn here.
class Pictures {
public:
    Pictures(const Store& store, const std::string& folder, std::uint64_t seed)
        : store_(store), blobs_(folder, store.keys()), seed_(seed) {}

    /// Makes the file and returns the fields of its photo record.
    Json take(const Shot& shot);
    /// A drawn signature; returns its SHA-256.
    std::string sign(int which, const std::string& scope, const std::string& device,
                     const Moment& at);

    [[nodiscard]] std::int64_t made() const { return made_; }

private:
    Blob make(const std::string& drawing, const std::string& caption, const std::string& scope,
              const std::string& device, const Moment& at);

    const Store& store_;
    BlobStore blobs_;
    std::uint64_t seed_;
    std::int64_t made_ = 0;
};

}  // namespace cunji::demo
