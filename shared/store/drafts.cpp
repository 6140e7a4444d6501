#include "shared/store/drafts.h"

namespace cunji {

namespace {

constexpr std::string_view kPut = R"sql(
INSERT OR IGNORE INTO draft (id, scope, kind, record, body, reason, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";
constexpr std::string_view kAll =
    "SELECT id, kind, scope, record, at, reason, body FROM draft ORDER BY at, rowid";

}  // namespace

void put_draft(const Store& store, const Draft& draft) {
    store.db().run(kPut, std::string_view{draft.id}, std::string_view{draft.record.scope},
                   std::string_view{draft.record.kind}, std::string_view{draft.record.id},
                   std::string_view{write_json(draft.body)}, std::string_view{draft.reason},
                   draft.at);
}

bool drop_draft(const Store& store, std::string_view id) {
    return store.db().run("DELETE FROM draft WHERE id = ?1", id) == 1;
}

Json list_drafts(const Store& store) {
    Json out = Json::array();
    Query query = store.db().query(kAll);
    while (query.step()) {
        const Result<Json> body = parse_json(query.text(6));
        if (!body) store.db().fail_damaged("draft " + query.str(0));
        Json& draft = out.emplace_back(Json::object());
        draft["id"] = query.text(0);
        draft["kind"] = query.text(1);
        draft["scope"] = query.text(2);
        draft["record"] = query.text(3);
        draft["at"] = query.integer(4);
        draft["reason"] = query.text(5);
        draft["content"] = *body;
    }
    return out;
}

}  // namespace cunji
