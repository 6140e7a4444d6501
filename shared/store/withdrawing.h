#pragma once

#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace cunji {

/// Why own ops leave the log: a server will never take the line from op `from` on.
struct Withdrawal {
    std::uint64_t line = 0;
    std::int64_t from = 0;
    std::string code;
    std::string text;  ///< what the server said
    Millis at = 0;
};

struct Withdrawn {
    std::set<std::int64_t> ops;  ///< lseq
    std::set<std::uint64_t> lines;
};

/// Takes the line's ops that nobody holds, from `from` on and in whole groups, out of the log, with
/// all own ops that build on them. What each says becomes a draft, the records are made again
/// without them, and their lines take no more ops, so that no number in them is given twice. In the
/// caller's transaction. @returns nothing, and changes nothing, when somebody may hold one of them:
/// a receipt says so, the line is forked or not this database's, or another's op builds on one.
std::optional<Withdrawn> withdraw_ops(const Store& store, const Withdrawal& why);

/// The line's first op after `n` whose bytes do not give its hash: the disk has changed it.
std::optional<std::int64_t> first_damaged_op(const Store& store, std::uint64_t line,
                                             std::int64_t n);

}  // namespace cunji
