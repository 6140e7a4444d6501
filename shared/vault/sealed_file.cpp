#include "shared/vault/sealed_file.h"

#include "shared/crypto/sealing.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kMagic = "CUNJIF1\n";
constexpr std::size_t kLengthBytes = 4;
static_assert(kMagic.size() + std::tuple_size_v<SealedFileId> == kSealedHeadBytes);

std::string little_endian(std::uint64_t value, std::size_t bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xffU);
    return out;
}

std::size_t length_of(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
}

std::int64_t signed_size(std::size_t bytes) {
    return static_cast<std::int64_t>(bytes);
}

std::int64_t file_bytes_of(std::size_t text_length) {
    return signed_size(kLengthBytes + kEncryptionBytes + text_length);
}

}  // namespace

SealedFile SealedFile::begin() {
    SealedFile file;
    fill_random(file.id_);
    return file;
}

std::optional<SealedFile> SealedFile::look(const ReadAt& read, std::int64_t size) {
    const std::string head = read(0, kSealedHeadBytes);
    if (head.size() != kSealedHeadBytes || !head.starts_with(kMagic)) return std::nullopt;
    SealedFile file;
    std::copy(head.begin() + static_cast<std::ptrdiff_t>(kMagic.size()), head.end(),
              file.id_.begin());
    while (file.file_bytes_ < size) {
        const std::string bytes = read(file.file_bytes_, kLengthBytes);
        if (bytes.size() != kLengthBytes) break;
        const std::size_t length = length_of(bytes);
        if (length == 0 || length > kSealedPieceMax) break;
        if (file.file_bytes_ + file_bytes_of(length) > size) break;
        file.pieces_.push_back({file.file_bytes_, file.text_bytes_, length});
        file.file_bytes_ += file_bytes_of(length);
        file.text_bytes_ += signed_size(length);
    }
    return file;
}

std::string SealedFile::head() const {
    std::string out{kMagic};
    out.append(reinterpret_cast<const char*>(id_.data()), id_.size());
    return out;
}

std::string SealedFile::about(std::size_t number, const Piece& piece) const {
    return head() + little_endian(number, 8) +
           little_endian(static_cast<std::uint64_t>(piece.text_at), 8);
}

std::string SealedFile::add(const Secret& key, std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, kSealedPieceMax);
        text.remove_prefix(part.size());
        const Piece piece{file_bytes_, text_bytes_, part.size()};
        out += little_endian(part.size(), kLengthBytes);
        out += encrypt(key, part, about(pieces_.size(), piece));
        pieces_.push_back(piece);
        file_bytes_ += file_bytes_of(part.size());
        text_bytes_ += signed_size(part.size());
    }
    return out;
}

std::optional<std::string> SealedFile::read(const Secret& key, const ReadAt& read,
                                            std::int64_t offset, std::size_t length) const {
    std::string out;
    if (offset < 0 || offset >= text_bytes_) return out;
    const std::int64_t end = std::min(text_bytes_, offset + signed_size(length));
    out.reserve(static_cast<std::size_t>(end - offset));
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                         [](std::int64_t at, const Piece& piece) { return at < piece.text_at; });
    for (auto piece = after - 1; piece != pieces_.end() && piece->text_at < end; ++piece) {
        const std::string sealed =
            read(piece->at + signed_size(kLengthBytes), kEncryptionBytes + piece->length);
        const auto number = static_cast<std::size_t>(piece - pieces_.begin());
        const std::optional<std::string> text = decrypt(key, sealed, about(number, *piece));
        if (!text || text->size() != piece->length) return std::nullopt;
        const std::int64_t from = std::max<std::int64_t>(offset - piece->text_at, 0);
        const std::int64_t to = std::min(signed_size(piece->length), end - piece->text_at);
        out.append(*text, static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
    }
    return out;
}

std::string seal_whole(const Secret& key, std::string_view text) {
    SealedFile file = SealedFile::begin();
    std::string out = file.head();
    out += file.add(key, text);
    return out;
}

std::optional<std::string> open_sealed(const Secret& key, const std::string& file) {
    const ReadAt read = [&file](std::int64_t offset, std::size_t length) {
        const auto at = static_cast<std::size_t>(offset);
        return at < file.size() ? file.substr(at, length) : std::string{};
    };
    const std::optional<SealedFile> sealed = SealedFile::look(read, signed_size(file.size()));
    if (!sealed || sealed->file_bytes() != signed_size(file.size())) return std::nullopt;
    return sealed->read(key, read, 0, static_cast<std::size_t>(sealed->text_bytes()));
}

}  // namespace cunji
