#pragma once

#include "shared/crypto/secret.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

// A file that only the folder's key opens (docs/data-format.md, "Pictures on the disk"):
//
//     "CUNJIF1\n"  16 random bytes          the file's id
//     then pieces: 4 bytes little-endian: bytes of text; then a nonce, the text under
//     XChaCha20-Poly1305, a tag, with the id, the piece's number and its place as associated data
//
// So a piece can be read without the ones before it, more can be added to the end, and none can be
// changed, moved, or taken from another file. That the last ones are there is not said here: a
// picture's name is the hash of all of it, and its row says how long it is.

inline constexpr std::size_t kSealedPieceMax = std::size_t{64} * 1024;
inline constexpr std::size_t kSealedHeadBytes = 24;

using SealedFileId = std::array<std::uint8_t, 16>;
using ReadAt = std::function<std::string(std::int64_t offset, std::size_t length)>;

/// Where a file's pieces stand.
class SealedFile {
public:
    /// A file with no pieces yet, under a random id.
    static SealedFile begin();
    /// `size`: of the file. What a power cut left of a last piece is not counted. nullopt: not such
    /// a file.
    static std::optional<SealedFile> look(const ReadAt& read, std::int64_t size);

    /// What stands before the pieces.
    [[nodiscard]] std::string head() const;

    /// Bytes of text.
    [[nodiscard]] std::int64_t text_bytes() const { return text_bytes_; }

    /// Of the file, to the end of its last whole piece.
    [[nodiscard]] std::int64_t file_bytes() const { return file_bytes_; }

    /// The next pieces, to be written at file_bytes(). At most `text.size()` is kept in memory.
    std::string add(const Secret& key, std::string_view text);

    /// Up to `length` bytes of text from `offset`; fewer at its end. nullopt: a piece is not what
    /// was written.
    [[nodiscard]] std::optional<std::string> read(const Secret& key, const ReadAt& read,
                                                  std::int64_t offset, std::size_t length) const;

private:
    struct Piece {
        std::int64_t at = 0;       ///< in the file
        std::int64_t text_at = 0;  ///< in the text
        std::size_t length = 0;    ///< of its text
    };

    [[nodiscard]] std::string about(std::size_t number, const Piece& piece) const;

    SealedFileId id_{};
    std::vector<Piece> pieces_;
    std::int64_t text_bytes_ = 0;
    std::int64_t file_bytes_ = static_cast<std::int64_t>(kSealedHeadBytes);
};

/// All of a small file at once.
std::string seal_whole(const Secret& key, std::string_view text);
/// Its text. nullopt: not such a file, or changed.
[[nodiscard]] std::optional<std::string> open_sealed(const Secret& key, const std::string& file);

}  // namespace cunji
