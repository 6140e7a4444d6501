#include "shared/store/drafts.h"

namespace cunji {

namespace {

constexpr std::string_view kPut = R"sql(
INSERT OR IGNORE INTO draft (id, scope, kind, record, body, reason, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";
constexpr std::string_view kAll =
    "SELECT id, kind, scope, record, at, reason, body FROM draft WHERE form IS NULL "
    "ORDER BY at, rowid";
constexpr std::string_view kKeep = R"sql(
INSERT INTO draft (id, scope, kind, record, body, reason, at, form)
VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7)
ON CONFLICT (id) DO UPDATE SET body = excluded.body, at = excluded.at)sql";
constexpr std::string_view kFindBegun =
    "SELECT id, scope, kind, record, body, form, at FROM draft WHERE id = ?1 AND form IS NOT NULL";
constexpr std::string_view kAllBegun =
    "SELECT id, scope, kind, record, body, form, at FROM draft WHERE form IS NOT NULL "
    "ORDER BY at DESC, rowid DESC";

BegunDraft begun_of(const Query& query) {
    return {query.str(0),
            {query.str(1), query.str(2), query.str(3)},
            query.str(4),
            query.str(5),
            query.integer(6)};
}

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

void keep_begun_draft(const Store& store, const BegunDraft& draft) {
    store.db().run(kKeep, std::string_view{draft.id}, std::string_view{draft.record.scope},
                   std::string_view{draft.record.kind}, std::string_view{draft.record.id},
                   std::string_view{draft.body}, draft.at, std::string_view{draft.forms});
}

std::optional<BegunDraft> find_begun_draft(const Store& store, std::string_view id) {
    Query query = store.db().query(kFindBegun, id);
    if (!query.step()) return std::nullopt;
    return begun_of(query);
}

std::vector<BegunDraft> begun_drafts(const Store& store) {
    std::vector<BegunDraft> out;
    Query query = store.db().query(kAllBegun);
    while (query.step())
        out.push_back(begun_of(query));
    return out;
}

}  // namespace cunji
