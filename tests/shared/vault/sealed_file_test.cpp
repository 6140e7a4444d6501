#include "shared/vault/sealed_file.h"

#include "shared/base/random.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

using namespace cunji;
using namespace cunji::test;

namespace {

std::string bytes_of_length(std::size_t length) {
    std::string out(length, '\0');
    SeededRandom random{length};
    random.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out;
}

ReadAt reader_of(const std::string& file) {
    return [&file](std::int64_t offset, std::size_t length) {
        const auto at = static_cast<std::size_t>(offset);
        return at < file.size() ? file.substr(at, length) : std::string{};
    };
}

}  // namespace

TEST_CASE("sealed file: what was put in comes out, whatever its length") {
    const Keys keys = test_keys();
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, kSealedPieceMax - 1,
                                     kSealedPieceMax, kSealedPieceMax + 1, 3 * kSealedPieceMax}) {
        const std::string text = bytes_of_length(length);
        const std::string file = seal_whole(keys->files, text);
        CHECK(open_sealed(keys->files, file) == text);
        if (length > 0) CHECK_FALSE(open_sealed(new_folder_keys()->files, file).has_value());
    }
}

TEST_CASE("sealed file: any part is read without the ones before it") {
    const Keys keys = test_keys();
    const std::string text = bytes_of_length(3 * kSealedPieceMax + 17);
    const std::string file = seal_whole(keys->files, text);
    const auto size = static_cast<std::int64_t>(file.size());
    const std::optional<SealedFile> sealed = SealedFile::look(reader_of(file), size);
    REQUIRE(sealed.has_value());
    CHECK(sealed->text_bytes() == static_cast<std::int64_t>(text.size()));
    SeededRandom random{4};
    for (int i = 0; i < 200; ++i) {
        const std::size_t offset = random.below(text.size() + 10);
        const std::size_t length = random.below(2 * kSealedPieceMax);
        const auto part =
            sealed->read(keys->files, reader_of(file), static_cast<std::int64_t>(offset), length);
        CHECK(part == (offset < text.size() ? text.substr(offset, length) : std::string{}));
    }
}

TEST_CASE("sealed file: a bit changed anywhere in a piece is never read as something else") {
    const Keys keys = test_keys();
    const std::string text = bytes_of_length(2 * kSealedPieceMax + 5);
    const std::string file = seal_whole(keys->files, text);
    SeededRandom random{5};
    constexpr int kFlips = 500;
    int refused = 0;
    for (int i = 0; i < kFlips; ++i) {
        std::string changed = file;
        const std::size_t at = random.below(changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
        const std::optional<std::string> read = open_sealed(keys->files, changed);
        if (!read) ++refused;
        CHECK((!read || *read == text));
    }
    CHECK(refused == kFlips);
}

TEST_CASE("sealed file: pieces cannot be swapped, left out, or taken from another file") {
    const Keys keys = test_keys();
    const std::string text = bytes_of_length(3 * kSealedPieceMax);
    const std::string file = seal_whole(keys->files, text);
    const std::size_t piece = (file.size() - kSealedHeadBytes) / 3;
    const std::string first = file.substr(kSealedHeadBytes, piece);
    const std::string second = file.substr(kSealedHeadBytes + piece, piece);
    const std::string third = file.substr(kSealedHeadBytes + 2 * piece);
    const std::string head = file.substr(0, kSealedHeadBytes);
    REQUIRE(open_sealed(keys->files, head + first + second + third) == text);
    CHECK_FALSE(open_sealed(keys->files, head + second + first + third).has_value());
    CHECK_FALSE(open_sealed(keys->files, head + first + third).has_value());
    CHECK_FALSE(open_sealed(keys->files, head + second + third).has_value());
    const std::string other = seal_whole(keys->files, text);
    CHECK_FALSE(
        open_sealed(keys->files, head + other.substr(kSealedHeadBytes, piece) + second + third)
            .has_value());
    // What is missing at the end is seen by who knows the length and the hash.
    CHECK(open_sealed(keys->files, head + first + second) == text.substr(0, 2 * kSealedPieceMax));
}

TEST_CASE("sealed file: what a power cut left of a last piece does not count") {
    const Keys keys = test_keys();
    const std::string text = bytes_of_length(kSealedPieceMax + 100);
    const std::string file = seal_whole(keys->files, text);
    const std::string torn = file.substr(0, file.size() - 1);
    const auto sealed = SealedFile::look(reader_of(torn), static_cast<std::int64_t>(torn.size()));
    REQUIRE(sealed.has_value());
    CHECK(sealed->text_bytes() == static_cast<std::int64_t>(kSealedPieceMax));
    CHECK(sealed->file_bytes() < static_cast<std::int64_t>(torn.size()));
}
