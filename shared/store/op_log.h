#pragma once

#include "shared/db/database.h"
#include "shared/record/op.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A record is (scope, kind, id); ops of another scope or kind never enter its fold.
struct RecordKey {
    std::string scope;
    std::string kind;
    std::string id;

    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm
    auto operator<=>(const RecordKey&) const = default;
};

RecordKey key_of(const Op& op);

/// An op with its place in this node's log.
struct StoredOp {
    LoggedOp logged;
    std::int64_t lseq = 0;
    Millis received_at = 0;
    bool county = false;  ///< of the county's own line
};

/// The end of a branch of a line.
struct Leaf {
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    Hash h{};
    std::int64_t lseq = 0;
};

/// An op as it is sent.
struct WireOp {
    std::int64_t lseq = 0;
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    Hash h{};
    std::int64_t prev = 0;  ///< lseq of the line's op before; 0 for n = 1
    bool ends = false;      ///< the last of its group
    std::string bytes;
};

std::int64_t signed_rid(std::uint64_t rid);
std::uint64_t unsigned_rid(std::int64_t stored);

/// The lseq of an op held, by its full hash or by its id.
std::optional<std::int64_t> find_op(Database& database, std::uint64_t rid, std::int64_t n,
                                    const Hash& h);
std::optional<std::int64_t> find_op(Database& database, const OpId& id);

/// The record an op held belongs to.
std::optional<RecordKey> record_of(Database& database, const OpId& id);

/// All ops of a record, in the order they came.
std::vector<StoredOp> ops_of_record(Database& database, const RecordKey& key);

/// Writes the op; its lseq. `prev` is the lseq of the line's op before, 0 for none. The leaf of its
/// line is left to move_leaf, once for many ops.
std::int64_t insert_op(Database& database, const LoggedOp& logged, std::string_view bytes,
                       std::int64_t prev, Millis received_at, bool parked);

/// `to` takes the place of the leaf at lseq `from`; a branch begins where none is there (or 0).
void move_leaf(Database& database, std::int64_t from, const Leaf& to);

std::vector<Leaf> leaves_of(Database& database, std::uint64_t rid);
std::vector<Leaf> leaves_of_scope(Database& database, std::string_view scope);

/// The ops of a line after `n`, of every branch, oldest first.
std::vector<std::int64_t> line_after(Database& database, std::uint64_t rid, std::int64_t n);

/// The ops of a line after `n` on the branch that ends at `leaf`, oldest first.
std::vector<std::int64_t> branch_after(Database& database, const Leaf& leaf, std::int64_t n);

WireOp read_wire_op(Database& database, std::int64_t lseq);

/// The h of the op at `lseq`; zeros for 0, the beginning of a line.
Hash hash_of(Database& database, std::int64_t lseq);

}  // namespace cunji
