#include "shared/wire/compression.h"

#include "shared/base/assets.h"
#include "shared/base/check.h"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <map>
#include <new>

namespace cunji {

namespace {

constexpr std::string_view kDictionary = "wire/dictionary-1";
// 8 MB: what a push may hold unpacked, and what every zstd client must be able to take (RFC 9659).
constexpr int kWindowLogMax = 23;
constexpr std::size_t kPiece = 64 * 1024;
constexpr int kGzipWindow = 15 + 16;  // zlib's way of saying gzip

struct Free {
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }

    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }

    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }

    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

template <typename T>
T* enough_memory(T* made) {
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

void enough_memory(std::size_t code) {
    if (ZSTD_getErrorCode(code) == ZSTD_error_memory_allocation) throw std::bad_alloc();
}

Message too_large() {
    return {"error.wire.too_large", {}};
}

Message damaged() {
    return {"error.wire.damaged", {}};
}

/// The text as it comes out of a frame. Memory follows what is really there: a frame of 20 bytes
/// may promise anything.
class Growing {
public:
    /// `expected` bytes, never more than `most`.
    Growing(std::size_t expected, std::size_t most) : most_(most) {
        // What is reserved but never written costs nothing.
        text_.reserve(std::min(expected, most));
    }

    /// Room for the next piece; empty when there are `most`.
    std::span<char> room() {
        const std::size_t wanted = used_ + std::min(kPiece, most_ - used_);
        if (text_.capacity() < wanted) {
            text_.reserve(std::min(most_, std::max(2 * text_.capacity(), wanted)));
        }
        text_.resize(wanted);
        return {text_.data() + used_, wanted - used_};
    }

    void took(std::size_t count) { used_ += count; }

    std::string finish() {
        text_.resize(used_);
        if (text_.capacity() > 2 * used_) text_.shrink_to_fit();
        return std::move(text_);
    }

private:
    std::string text_;
    std::size_t used_ = 0;
    const std::size_t most_;
};

}  // namespace

class Compressor::Impl {
public:
    explicit Impl(std::span<const int> levels) {
        const std::string_view raw = asset(kDictionary);
        CHECK_THAT(!raw.empty());
        for (const int level : levels) {
            digested_[level].reset(enough_memory(ZSTD_createCDict(raw.data(), raw.size(), level)));
        }
        undigested_.reset(enough_memory(ZSTD_createDDict(raw.data(), raw.size())));
        id_ = ZSTD_getDictID_fromDDict(undigested_.get());
        CHECK_THAT(id_ != 0);
    }

    [[nodiscard]] std::string pack(std::string_view text, int level, bool dictionary) const {
        const Owned<ZSTD_CCtx> context{enough_memory(ZSTD_createCCtx())};
        const auto set = [&context](ZSTD_cParameter what, int value) {
            CHECK_THAT(ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), what, value)) == 0);
        };
        set(ZSTD_c_compressionLevel, level);
        set(ZSTD_c_contentSizeFlag, 1);
        set(ZSTD_c_dictIDFlag, 1);
        set(ZSTD_c_checksumFlag, 0);  // every op carries its hash, and TLS its own
        if (dictionary) {
            const auto found = digested_.find(level);
            CHECK_THAT(found != digested_.end());
            CHECK_THAT(ZSTD_isError(ZSTD_CCtx_refCDict(context.get(), found->second.get())) == 0);
        }
        std::string out(ZSTD_compressBound(text.size()), '\0');
        const std::size_t size =
            ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size());
        enough_memory(size);
        CHECK_THAT(ZSTD_isError(size) == 0);
        out.resize(size);
        return out;
    }

    [[nodiscard]] Result<std::string> unpack(std::string_view packed, std::size_t most) const {
        const unsigned long long promised = ZSTD_getFrameContentSize(packed.data(), packed.size());
        if (promised == ZSTD_CONTENTSIZE_ERROR) return damaged();
        const bool known = promised != ZSTD_CONTENTSIZE_UNKNOWN;
        if (known && promised > most) return too_large();

        const Owned<ZSTD_DCtx> context{enough_memory(ZSTD_createDCtx())};
        ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
        const unsigned id = ZSTD_getDictID_fromFrame(packed.data(), packed.size());
        if (id != 0 && id != id_) return Message{"error.wire.dictionary", {}};
        // Never for a frame without: its first offsets and tables would be taken from ours.
        if (id == id_) ZSTD_DCtx_refDDict(context.get(), undigested_.get());

        const std::size_t limit = known ? static_cast<std::size_t>(promised) : most;
        Growing out(known ? limit : kPiece, limit);
        ZSTD_inBuffer input{packed.data(), packed.size(), 0};
        for (;;) {
            const std::span<char> room = out.room();
            ZSTD_outBuffer output{room.data(), room.size(), 0};
            const std::size_t input_before = input.pos;
            const std::size_t wanted = ZSTD_decompressStream(context.get(), &output, &input);
            enough_memory(wanted);
            if (ZSTD_isError(wanted) != 0) {
                const bool window =
                    ZSTD_getErrorCode(wanted) == ZSTD_error_frameParameter_windowTooLarge;
                return window ? too_large() : damaged();
            }
            out.took(output.pos);
            if (wanted == 0) break;
            if (output.pos > 0 || input.pos > input_before) continue;
            // It stands still: for want of room, or of more input.
            if (room.empty()) return too_large();
            return damaged();
        }
        if (input.pos < input.size) return damaged();  // one frame, nothing behind it
        return out.finish();
    }

private:
    std::map<int, Owned<ZSTD_CDict>> digested_;  ///< by level
    Owned<ZSTD_DDict> undigested_;
    unsigned id_ = 0;
};

Compressor::Compressor() : Compressor(std::array{kPackLevelSmall, kPackLevel}) {}

Compressor::Compressor(std::span<const int> levels) : impl_(std::make_unique<Impl>(levels)) {}

Compressor::~Compressor() = default;

std::string Compressor::pack(std::string_view text) const {
    return pack(text, text.size() < kPackSmall ? kPackLevelSmall : kPackLevel, true);
}

std::string Compressor::pack(std::string_view text, int level, bool dictionary) const {
    return impl_->pack(text, level, dictionary);
}

Result<std::string> Compressor::unpack(std::string_view packed, std::size_t most) const {
    return impl_->unpack(packed, most);
}

namespace {

// zlib's interface takes no const and its own kind of bytes, but it only reads what it is given.
Bytef* input_of(std::string_view text) {
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
}

Bytef* output_of(std::span<char> room) {
    return reinterpret_cast<Bytef*>(room.data());
}

struct Inflater {
    Inflater() { CHECK_THAT(inflateInit2(&stream, kGzipWindow) == Z_OK); }

    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    ~Inflater() { inflateEnd(&stream); }

    z_stream stream{};
};

}  // namespace

std::string gzip_pack(std::string_view text) {
    z_stream stream{};
    CHECK_THAT(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, 8,
                            Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = input_of(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = output_of(out);
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK_THAT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

Result<std::string> gzip_unpack(std::string_view packed, std::size_t most) {
    Inflater inflater;
    z_stream& stream = inflater.stream;
    stream.next_in = input_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    Growing out(4 * packed.size(), most);
    for (int code = Z_OK; code != Z_STREAM_END;) {
        const std::span<char> room = out.room();
        stream.next_out = output_of(room);
        stream.avail_out = static_cast<uInt>(room.size());
        code = inflate(&stream, Z_NO_FLUSH);
        const std::size_t count = room.size() - stream.avail_out;
        out.took(count);
        // Z_BUF_ERROR: it stands still, for want of room or of more input.
        if (code == Z_BUF_ERROR && room.empty()) return too_large();
        if (code != Z_OK && code != Z_STREAM_END) return damaged();
    }
    if (stream.avail_in > 0) return damaged();  // one member, nothing behind it
    return out.finish();
}

}  // namespace cunji
