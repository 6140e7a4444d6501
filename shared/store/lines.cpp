#include "shared/store/lines.h"

#include "shared/store/op_log.h"

#include <algorithm>

namespace cunji {

namespace {

// One order of columns for every query that makes a Line (line_of).
constexpr std::string_view kFind = R"sql(
SELECT rid, announcement, signature, county, mine, retired, announced, receipt_at
FROM line WHERE rid = ?1)sql";
constexpr std::string_view kActive = R"sql(
SELECT rid, announcement, signature, county, mine, retired, announced, receipt_at
FROM line WHERE mine = 1 AND retired = 0 AND by = ?1 AND scope = ?2 ORDER BY rid LIMIT 1)sql";
constexpr std::string_view kOwn = R"sql(
SELECT rid, announcement, signature, county, mine, retired, announced, receipt_at
FROM line WHERE mine = 1 ORDER BY rid)sql";
constexpr std::string_view kOfScope = R"sql(
SELECT rid, announcement, signature, county, mine, retired, announced, receipt_at
FROM line WHERE scope = ?1 ORDER BY rid)sql";
constexpr std::string_view kInsert = R"sql(
INSERT INTO line (rid, by, scope, device, announcement, signature, county, mine, retired, announced)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (rid) DO NOTHING)sql";
constexpr std::string_view kInsertSeal = R"sql(
INSERT INTO seal (rid, n, h, from_n, signature) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (rid, n, h) DO UPDATE SET from_n = min(from_n, excluded.from_n))sql";
constexpr std::string_view kSealOver = R"sql(
SELECT n, h, from_n, signature FROM seal WHERE rid = ?1 AND n >= ?2 ORDER BY n LIMIT 1)sql";

Signature signature_of(ByteView bytes) {
    Signature out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

Line line_of(const Query& query) {
    Line line;
    const Signature signature = signature_of(query.blob(2));
    line.announcement = read_announcement(query.text(1), signature).value_or(Announcement{});
    line.announcement.rid = unsigned_rid(query.integer(0));
    line.county = query.integer(3) != 0;
    line.mine = query.integer(4) != 0;
    line.retired = query.integer(5) != 0;
    line.announced = query.integer(6) != 0;
    line.receipt_at = query.integer(7);
    return line;
}

std::optional<Line> first_line(Query query) {
    if (!query.step()) return std::nullopt;
    return line_of(query);
}

std::vector<Line> all_lines(Query query) {
    std::vector<Line> out;
    while (query.step())
        out.push_back(line_of(query));
    return out;
}

}  // namespace

std::optional<Line> find_line(Database& database, std::uint64_t rid) {
    return first_line(database.query(kFind, signed_rid(rid)));
}

void insert_line(Database& database, const Line& line) {
    const Announcement& a = line.announcement;
    database.run(kInsert, signed_rid(a.rid), std::string_view{a.by}, std::string_view{a.scope},
                 std::string_view{a.device}, std::string_view{a.bytes}, ByteView{a.signature},
                 line.county, line.mine, line.retired, line.announced);
}

std::optional<Line> active_line(Database& database, std::string_view by, std::string_view scope) {
    return first_line(database.query(kActive, by, scope));
}

LineEnd open_line(Database& database, const LineOwner& owner, std::string_view scope,
                  Random& random) {
    LineEnd end;
    if (const std::optional<Line> line = active_line(database, owner.by, scope)) {
        end.rid = line->announcement.rid;
        const std::vector<Leaf> leaves = leaves_of(database, end.rid);
        if (!leaves.empty()) {
            end.n = leaves.back().n;
            end.h = leaves.back().h;
        }
        return end;
    }
    end.rid = random.next64();
    Line line;
    line.announcement = make_announcement(end.rid, std::string{owner.by}, std::string{scope},
                                          std::string{owner.device}, owner.keys);
    line.mine = true;
    line.county = owner.county;
    line.announced = owner.county;  // the county's server is the one who would be told
    insert_line(database, line);
    return end;
}

std::vector<Line> own_lines(Database& database) {
    return all_lines(database.query(kOwn));
}

std::vector<Line> lines_of_scope(Database& database, std::string_view scope) {
    return all_lines(database.query(kOfScope, scope));
}

void retire_line(Database& database, std::uint64_t rid) {
    database.run("UPDATE line SET retired = 1 WHERE rid = ?1", signed_rid(rid));
}

void mark_announced(Database& database, std::uint64_t rid) {
    database.run("UPDATE line SET announced = 1 WHERE rid = ?1", signed_rid(rid));
}

void hand_over_line(Database& database, std::uint64_t rid) {
    database.run("UPDATE line SET mine = 0 WHERE rid = ?1", signed_rid(rid));
}

void insert_seal(Database& database, const Seal& seal) {
    database.run(kInsertSeal, signed_rid(seal.rid), seal.n, seal.h, seal.from_n,
                 ByteView{seal.signature});
}

std::optional<Seal> seal_over(Database& database, std::uint64_t rid, std::int64_t n) {
    Query query = database.query(kSealOver, signed_rid(rid), n);
    if (!query.step()) return std::nullopt;
    return Seal{rid, query.integer(0), query.hash(1), query.integer(2),
                signature_of(query.blob(3))};
}

}  // namespace cunji
