#include "shared/store/cursors.h"

namespace cunji {

namespace {

constexpr std::string_view kAll =
    "SELECT scope, epoch, sseq, s FROM cursor WHERE node = ?1 ORDER BY scope";
constexpr std::string_view kSet = R"sql(
INSERT INTO cursor (node, scope, epoch, sseq, s) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (node, scope) DO UPDATE SET epoch = excluded.epoch, sseq = excluded.sseq,
  s = excluded.s)sql";

}  // namespace

std::vector<Cursor> cursors_of(Database& database, std::string_view node) {
    std::vector<Cursor> out;
    Query query = database.query(kAll, node);
    while (query.step()) {
        out.push_back({query.str(0), query.str(1), query.integer(2), query.hash(3)});
    }
    return out;
}

void set_cursor(Database& database, std::string_view node, const Cursor& cursor) {
    database.run(kSet, node, std::string_view{cursor.scope}, std::string_view{cursor.epoch},
                 cursor.sseq, cursor.s);
}

}  // namespace cunji
