#include "shared/store/op_log.h"

#include "shared/base/check.h"

#include <algorithm>
#include <bit>

namespace cunji {

namespace {

constexpr std::string_view kFindOp = "SELECT lseq FROM op WHERE rid = ?1 AND n = ?2 AND h = ?3";
// The id holds the first half of h: a range over the unique index finds it.
constexpr std::string_view kFindById =
    "SELECT lseq, record, kind, scope FROM op WHERE rid = ?1 AND n = ?2 AND substr(h, 1, 16) = ?3";
constexpr std::string_view kOfRecord = R"sql(
SELECT o.lseq, o.h, o.received_at, o.bytes, coalesce(l.county, 0)
FROM op o LEFT JOIN line l ON l.rid = o.rid
WHERE o.record = ?1 AND o.scope = ?2 AND o.kind = ?3 ORDER BY o.lseq)sql";
constexpr std::string_view kInsert = R"sql(
INSERT INTO op (rid, n, h, prev, record, kind, scope, at, received_at, ends, parked, bytes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql";
constexpr std::string_view kDropLeaf = "DELETE FROM line_leaf WHERE rid = ?1 AND lseq = ?2";
constexpr std::string_view kNewLeaf =
    "INSERT INTO line_leaf (rid, n, h, lseq) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kLeaves =
    "SELECT n, h, lseq FROM line_leaf WHERE rid = ?1 ORDER BY n, h";
constexpr std::string_view kScopeLeaves = R"sql(
SELECT f.rid, f.n, f.h, f.lseq FROM line l JOIN line_leaf f ON f.rid = l.rid
WHERE l.scope = ?1 ORDER BY f.rid, f.n, f.h)sql";
constexpr std::string_view kWireOp = "SELECT rid, n, h, prev, ends, bytes FROM op WHERE lseq = ?1";
constexpr std::string_view kHashOf = "SELECT h FROM op WHERE lseq = ?1";
constexpr std::string_view kAfter =
    "SELECT lseq FROM op INDEXED BY op_id WHERE rid = ?1 AND n > ?2 ORDER BY n";
constexpr std::string_view kStepBack = "SELECT prev, n FROM op WHERE lseq = ?1";

}  // namespace

RecordKey key_of(const Op& op) {
    return {op.scope, op.kind, op.rec};
}

std::int64_t signed_rid(std::uint64_t rid) {
    return std::bit_cast<std::int64_t>(rid);
}

std::uint64_t unsigned_rid(std::int64_t stored) {
    return std::bit_cast<std::uint64_t>(stored);
}

std::optional<std::int64_t> find_op(Database& database, std::uint64_t rid, std::int64_t n,
                                    const Hash& h) {
    return database.integer(kFindOp, signed_rid(rid), n, h);
}

std::optional<std::int64_t> find_op(Database& database, const OpId& id) {
    return database.integer(kFindById, signed_rid(id.rid), id.n, ByteView{id.h});
}

std::optional<RecordKey> record_of(Database& database, const OpId& id) {
    Query query = database.query(kFindById, signed_rid(id.rid), id.n, ByteView{id.h});
    if (!query.step()) return std::nullopt;
    return RecordKey{query.str(3), query.str(2), query.str(1)};
}

std::vector<StoredOp> ops_of_record(Database& database, const RecordKey& key) {
    std::vector<StoredOp> out;
    Query query = database.query(kOfRecord, std::string_view{key.id}, std::string_view{key.scope},
                                 std::string_view{key.kind});
    while (query.step()) {
        Result<Op> op = decode_op(query.text(3));
        // Nothing enters the log without passing decode_op.
        if (!op) database.fail_damaged("op " + query.str(0));
        StoredOp stored;
        stored.lseq = query.integer(0);
        stored.received_at = query.integer(2);
        stored.county = query.integer(4) != 0;
        stored.logged.h = query.hash(1);
        stored.logged.id = id_of(*op, stored.logged.h);
        stored.logged.op = std::move(*op);
        out.push_back(std::move(stored));
    }
    return out;
}

std::int64_t insert_op(Database& database, const LoggedOp& logged, std::string_view bytes,
                       std::int64_t prev, Millis received_at, bool parked) {
    const Op& op = logged.op;
    Query query = database.prepare(kInsert);
    query.bind(1, signed_rid(op.rid));
    query.bind(2, op.n);
    query.bind(3, ByteView{logged.h}, true);
    if (prev != 0) query.bind(4, prev);
    query.bind(5, std::string_view{op.rec}, true);
    query.bind(6, std::string_view{op.kind}, true);
    query.bind(7, std::string_view{op.scope}, true);
    query.bind(8, op.at);
    query.bind(9, received_at);
    query.bind(10, op.group_at == op.group_of);
    query.bind(11, parked);
    query.bind(12, bytes, true);
    query.step();
    return database.last_row();
}

void move_leaf(Database& database, std::int64_t from, const Leaf& to) {
    const std::int64_t rid = signed_rid(to.rid);
    if (from != 0) database.run(kDropLeaf, rid, from);
    database.run(kNewLeaf, rid, to.n, to.h, to.lseq);
}

std::vector<Leaf> leaves_of(Database& database, std::uint64_t rid) {
    std::vector<Leaf> out;
    Query query = database.query(kLeaves, signed_rid(rid));
    while (query.step())
        out.push_back({rid, query.integer(0), query.hash(1), query.integer(2)});
    return out;
}

std::vector<Leaf> leaves_of_scope(Database& database, std::string_view scope) {
    std::vector<Leaf> out;
    Query query = database.query(kScopeLeaves, scope);
    while (query.step()) {
        out.push_back(
            {unsigned_rid(query.integer(0)), query.integer(1), query.hash(2), query.integer(3)});
    }
    return out;
}

std::vector<std::int64_t> line_after(Database& database, std::uint64_t rid, std::int64_t n) {
    std::vector<std::int64_t> out;
    Query query = database.query(kAfter, signed_rid(rid), n);
    while (query.step())
        out.push_back(query.integer(0));
    return out;
}

std::vector<std::int64_t> branch_after(Database& database, const Leaf& leaf, std::int64_t n) {
    std::vector<std::int64_t> out;
    std::int64_t lseq = leaf.lseq;
    std::int64_t at = leaf.n;
    while (at > n && lseq != 0) {
        out.push_back(lseq);
        Query query = database.query(kStepBack, lseq);
        CHECK_THAT(query.step());
        lseq = query.integer(0);
        --at;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

WireOp read_wire_op(Database& database, std::int64_t lseq) {
    Query query = database.query(kWireOp, lseq);
    CHECK_THAT(query.step());
    return {lseq,
            unsigned_rid(query.integer(0)),
            query.integer(1),
            query.hash(2),
            query.integer(3),
            query.integer(4) != 0,
            query.str(5)};
}

Hash hash_of(Database& database, std::int64_t lseq) {
    if (lseq == 0) return {};
    Query query = database.query(kHashOf, lseq);
    CHECK_THAT(query.step());
    return query.hash(0);
}

}  // namespace cunji
