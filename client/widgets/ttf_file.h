#pragma once

#include "shared/base/bytes.h"

#include <optional>
#include <string>

namespace cunji {

/// A font file mapped into memory for as long as this object lives. A Chinese face is 20 MB, of
/// which a day's work touches a few hundred pages: it is mapped, never read.
class TtfFile {
public:
    /// Nothing when it is not there or cannot be read: the caller has other faces to try.
    static std::optional<TtfFile> open(const std::string& path);

    TtfFile(TtfFile&& other) noexcept;
    TtfFile& operator=(TtfFile&& other) noexcept;
    TtfFile(const TtfFile&) = delete;
    TtfFile& operator=(const TtfFile&) = delete;
    ~TtfFile();

    [[nodiscard]] ByteView bytes() const { return bytes_; }

private:
    explicit TtfFile(ByteView bytes) : bytes_(bytes) {}

    ByteView bytes_;
};

}  // namespace cunji
