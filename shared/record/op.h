#pragma once

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/record/value.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji {

// The limits of an op. Devices in the field hold ops made under them: they never shrink.
inline constexpr std::size_t kOpBytesMax = std::size_t{64} * 1024;
inline constexpr std::size_t kOpParentsMax = 64;
inline constexpr std::size_t kOpFieldsMax = 256;  ///< set + add + rem + app together
inline constexpr std::int64_t kGroupOpsMax = 500;
inline constexpr std::size_t kGroupBytesMax = std::size_t{256} * 1024;
inline constexpr std::size_t kAnnulMax = 500;

/// Names an op by its line, its number there and the first 16 bytes of its hash: two different
/// bodies never share an id. Text: "5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081".
struct OpId {
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    std::array<std::uint8_t, 16> h{};

    auto operator<=>(const OpId&) const = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

std::string to_text(const OpId& id);
std::optional<OpId> op_id_from_text(std::string_view text);

/// One save of one record by one person. See docs/data-format.md for the bytes.
struct Op {
    std::uint64_t rid = 0;      ///< line: one incarnation of a database x one person x one scope
    std::int64_t n = 0;         ///< 1, 2, 3 ... in the line
    std::int64_t group_at = 1;  ///< i-th ...
    std::int64_t group_of = 1;  ///< ... of so many consecutive ops of one action
    Millis at = 0;              ///< best estimate of the time; evidence and tie-break only
    std::string by;             ///< the person signed in
    std::string scope;
    std::string kind;
    std::int64_t form = 0;  ///< the form's version
    std::string rec;        ///< UUIDv7 made on the device
    std::vector<OpId> par;  ///< heads of the record that the author saw; empty creates
    std::int64_t rank = 0;  ///< 0; review or official correction: 1 township, 2 county
    std::vector<std::pair<std::string, Value>> set;
    std::vector<std::pair<std::string, Value::List>> add;
    std::vector<std::pair<std::string, Value::List>> rem;
    std::vector<std::pair<std::string, Value::List>> app;
    std::string why;
    std::vector<OpId> annul;

    /// The value `set` gives the field, if it does.
    [[nodiscard]] const Value* find_set(std::string_view field) const;
};

/// An op with what its bytes and its line make of it.
struct LoggedOp {
    Op op;
    OpId id;
    Hash h{};  ///< BLAKE2b-256(h of the line's op before, or 32 zero bytes, then the op's bytes)
};

/// The op's JSON: UTF-8, one line, no spaces, keys in the documented order, absent when empty.
std::string encode_op(const Op& op);

/// @returns error.op.* for anything that is not an op within the limits. Knows no forms.
Result<Op> decode_op(std::string_view bytes);

/// h of an op whose line's op before has `previous` (32 zero bytes before n = 1).
Hash chain(const Hash& previous, std::string_view bytes);
OpId id_of(const Op& op, const Hash& h);

}  // namespace cunji
