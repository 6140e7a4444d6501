#include "shared/wire/compression.h"

#include "shared/base/assets.h"
#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"
#include "shared/wire/limits.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

using cunji::Compressor;
using cunji::gzip_pack;
using cunji::gzip_unpack;
using namespace std::string_literals;  // NOLINT(google-build-using-namespace)

namespace {

const std::string kVisit =
    R"({"v":1,"rid":"5f0c9a3e1b7d2c44","n":412,"g":[1,1],"at":1763700000123,)"
    R"("by":"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a11","scope":"990101101201","kind":"visit","form":1,)"
    R"("rec":"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10",)"
    R"("par":["5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081"],"rank":0,)"
    R"("set":{"purpose":"routine","content":"老人独自在家，屋后排水沟堵了，约好周末来清。"}})";

std::string repeated(std::string_view text, std::size_t size) {
    std::string out;
    while (out.size() < size)
        out += text;
    return out;
}

template <typename T>
std::string error_of(const cunji::Result<T>& result) {
    return result.ok() ? "" : result.error().key;
}

// Frames by hand (RFC 8878 §3.1), since a library would not write such.
const std::string kMagic = "\x28\xb5\x2f\xfd";

/// A block that repeats one byte `size` times.
std::string repeat_block(std::size_t size, bool last) {
    const std::size_t header = (size << 3U) | 2U | (last ? 1U : 0U);
    return {static_cast<char>(header & 255U), static_cast<char>(header >> 8U & 255U),
            static_cast<char>(header >> 16U & 255U), 'x'};
}

/// A frame that does not say how much comes out of it, with a window of 2^log.
std::string silent_frame(int window_log, const std::string& blocks) {
    return kMagic + '\0' + static_cast<char>((window_log - 10) << 3U) + blocks;
}

/// A frame that promises so much, and holds `blocks`.
std::string promising_frame(std::uint64_t size, const std::string& blocks) {
    std::string out = kMagic + '\xe0';
    for (int i = 0; i < 8; ++i)
        out += static_cast<char>(size >> (8U * static_cast<unsigned>(i)) & 255U);
    return out + blocks;
}

}  // namespace

TEST_CASE("compression: a lone record is well below half of itself, thanks to the dictionary") {
    const Compressor compressor;
    const std::string packed = compressor.pack(kVisit);
    CHECK(compressor.unpack(packed, 64 * 1024).value() == kVisit);
    CHECK(packed.size() < kVisit.size() / 2);
    CHECK(packed.size() * 3 < compressor.pack(kVisit, cunji::kPackLevelSmall, false).size() * 2);
}

TEST_CASE("compression: the dictionary is the one that nodes in the field have") {
    // Whoever changes it cuts off every device that was not updated: make it another file.
    CHECK(cunji::to_hex(cunji::sha256(cunji::asset("wire/dictionary-1"))) ==
          "28a295cc6d434e767a0bae4418704dad30b70bd5a12286fa81ff4119658186e6");
}

TEST_CASE("compression: a frame names its dictionary, tells its size and has no checksum") {
    const Compressor compressor;
    const std::string packed = compressor.pack(kVisit);
    CHECK(packed.starts_with(kMagic));
    // Single segment, no checksum, size in 2 bytes, dictionary id in 2.
    CHECK(static_cast<unsigned char>(packed[4]) == 0x62);
    CHECK(packed.substr(5, 2) == "\x01\xcd");
}

TEST_CASE("compression: any size and level comes back as it was") {
    constexpr std::array kLevels = {1, 3, 9, 15, 19};
    const Compressor compressor(kLevels);
    const std::size_t small = cunji::kPackSmall;
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, small - 1, small, small * 10, cunji::kPushInflatedMax}) {
        const std::string text = repeated(kVisit, size).substr(0, size);
        for (const int level : kLevels) {
            if (level > 9 && size > small) continue;
            CAPTURE(size);
            CAPTURE(level);
            CHECK(compressor.unpack(compressor.pack(text, level, true), size).value() == text);
            CHECK(compressor.unpack(compressor.pack(text, level, false), size).value() == text);
        }
    }
}

TEST_CASE("compression: no more comes out than the caller takes") {
    const Compressor compressor;
    const std::string text = repeated(kVisit, 100'000);
    const std::string packed = compressor.pack(text);
    CHECK(compressor.unpack(packed, text.size()).ok());
    CHECK(error_of(compressor.unpack(packed, text.size() - 1)) == "error.wire.too_large");
    CHECK(error_of(compressor.unpack(packed, 0)) == "error.wire.too_large");
}

TEST_CASE("compression: a bomb that keeps its size to itself is left at the limit") {
    const Compressor compressor;
    std::string blocks;
    for (int i = 0; i < 8191; ++i)
        blocks += repeat_block(128 * 1024, false);
    blocks += repeat_block(128 * 1024, true);
    const std::string bomb = silent_frame(17, blocks);  // 32 KB to 1 GB
    CHECK(error_of(compressor.unpack(bomb, cunji::kPushInflatedMax)) == "error.wire.too_large");
    const std::string harmless =
        silent_frame(17, repeat_block(1000, false) + repeat_block(24, true));
    CHECK(compressor.unpack(harmless, 1024).value() == std::string(1024, 'x'));
    CHECK(error_of(compressor.unpack(harmless, 1023)) == "error.wire.too_large");
}

TEST_CASE("compression: a frame that promises what it has not is damaged") {
    const Compressor compressor;
    const std::uint64_t much = cunji::kPushInflatedMax;
    const std::string block = repeat_block(1000, true);
    CHECK(compressor.unpack(promising_frame(1000, block), much).value() == std::string(1000, 'x'));
    CHECK(error_of(compressor.unpack(promising_frame(999, block), much)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(promising_frame(1001, block), much)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(promising_frame(much, ""), much)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(promising_frame(much + 1, ""), much)) ==
          "error.wire.too_large");
    CHECK(error_of(compressor.unpack(promising_frame(std::uint64_t{1} << 62U, block), much)) ==
          "error.wire.too_large");
}

TEST_CASE("compression: a window larger than ours is refused, not allocated") {
    const Compressor compressor;
    const std::string block = repeat_block(10, true);
    CHECK(compressor.unpack(silent_frame(23, block), 100).ok());
    CHECK(error_of(compressor.unpack(silent_frame(24, block), 100)) == "error.wire.too_large");
    CHECK(error_of(compressor.unpack(silent_frame(31, block), 100)) == "error.wire.too_large");
}

TEST_CASE("compression: a dictionary we do not have is called so") {
    const Compressor compressor;
    std::string packed = compressor.pack(kVisit);
    packed[5] = '\x02';
    CHECK(error_of(compressor.unpack(packed, 64 * 1024)) == "error.wire.dictionary");
}

TEST_CASE("compression: one frame and nothing behind it") {
    const Compressor compressor;
    const std::string packed = compressor.pack(kVisit);
    CHECK(error_of(compressor.unpack(packed + "x", 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(packed + packed, 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack("", 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(kVisit, 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(compressor.unpack(gzip_pack(kVisit), 64 * 1024)) == "error.wire.damaged");
}

TEST_CASE("compression: a frame cut off anywhere is damaged") {
    const Compressor compressor;
    const std::string packed = compressor.pack(kVisit);
    for (std::size_t size = 0; size < packed.size(); ++size) {
        CAPTURE(size);
        CHECK(error_of(compressor.unpack(packed.substr(0, size), 64 * 1024)) ==
              "error.wire.damaged");
    }
}

TEST_CASE("compression: no flipped bit does more than give another text or a reason") {
    const Compressor compressor;
    const std::string packed = compressor.pack(repeated(kVisit, 3000));
    for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
        std::string flipped = packed;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        const auto unpacked = compressor.unpack(flipped, 64 * 1024);
        CHECK((!unpacked.ok() || unpacked->size() <= 64 * 1024));
    }
}

TEST_CASE("compression: one compressor serves several threads") {
    const Compressor compressor;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&compressor, &right, i] {
            for (int round = 0; round < 50; ++round) {
                const std::string text = repeated(kVisit + std::to_string(i), 2000);
                if (compressor.unpack(compressor.pack(text), 4000).value() == text) ++right;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(right == 200);
}

TEST_CASE("gzip: any size comes back as it was, and no more than the caller takes") {
    constexpr std::array<std::size_t, 5> kSizes = {0, 1, 1000, 65536, 5'000'000};
    for (const std::size_t size : kSizes) {
        const std::string text = repeated(kVisit, size).substr(0, size);
        const std::string packed = gzip_pack(text);
        CAPTURE(size);
        CHECK(gzip_unpack(packed, size).value() == text);
        if (size > 0) CHECK(error_of(gzip_unpack(packed, size - 1)) == "error.wire.too_large");
    }
    const std::string bomb = gzip_pack(std::string(64U << 20U, '\0'));
    CHECK(error_of(gzip_unpack(bomb, cunji::kPushInflatedMax)) == "error.wire.too_large");
}

TEST_CASE("gzip: what is cut off, changed, followed by more or another format is damaged") {
    const std::string packed = gzip_pack(kVisit);
    for (std::size_t size = 0; size < packed.size(); ++size) {
        CAPTURE(size);
        CHECK(error_of(gzip_unpack(packed.substr(0, size), 64 * 1024)) == "error.wire.damaged");
    }
    std::string changed = packed;
    changed[changed.size() - 6] ^= 1;  // in its CRC
    CHECK(error_of(gzip_unpack(changed, 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(gzip_unpack(packed + "x", 64 * 1024)) == "error.wire.damaged");
    CHECK(error_of(gzip_unpack("x\x9c\x03\x00\x00\x00\x00\x01"s, 64 * 1024)) ==
          "error.wire.damaged");
    CHECK(error_of(gzip_unpack(kVisit, 64 * 1024)) == "error.wire.damaged");
}
