#include "client/reading/publicity_list.h"

namespace cunji {

namespace {

constexpr std::string_view kColumns = R"sql(
SELECT p.id, p.scope, p.type, p.tier, p.form, p.state, p.place, p.start_on, p.end_on, p.meeting,
       p.photo_start, p.photo_end,
       EXISTS (SELECT 1 FROM json_each(coalesce(p.subjects, '[]')) s JOIN project j ON j.id = s.value),
       (SELECT count(*) FROM json_each(coalesce(p.subjects, '[]'))),
       (SELECT count(*) FROM objection o WHERE o.publicity = p.id AND o.replied_at IS NULL
          AND o.void_reason IS NULL AND o.merge_into IS NULL)
FROM publicity p WHERE p.void_reason IS NULL AND p.merge_into IS NULL)sql";
constexpr std::string_view kLatestFirst =
    " ORDER BY p.start_on IS NOT NULL, p.start_on DESC, p.id DESC";
constexpr std::string_view kOfMeeting =
    " AND p.meeting = ?1 ORDER BY p.start_on IS NULL, p.start_on, p.id";
constexpr std::string_view kEnding =
    " AND (p.state = 'posted' AND p.end_on <= ?1"
    "      OR p.state IN ('posted', 'ended') AND p.photo_end IS NULL AND p.end_on <= ?1)"
    " ORDER BY p.end_on, p.id";
constexpr std::string_view kObjections = R"sql(
SELECT o.id, o.raiser, o.channel, o.content, o.raised_at, o.finding, o.result, o.replied_at
FROM objection o WHERE o.publicity = ?1 AND o.void_reason IS NULL AND o.merge_into IS NULL
ORDER BY o.raised_at IS NULL, o.raised_at, o.id)sql";

template <typename... Args>
std::vector<PublicityRow> rows_of(const Store& store, std::string_view rest, const Args&... args) {
    std::vector<PublicityRow> out;
    const std::string sql = std::string{kColumns} + std::string{rest};
    Query query = store.db().query(sql, args...);
    while (query.step()) {
        PublicityRow row;
        row.id = query.str(0);
        row.scope = query.str(1);
        row.type = query.str(2);
        row.tier = query.str(3);
        row.form = query.str(4);
        row.state = query.str(5);
        row.place = query.str(6);
        row.start_on = query.str(7);
        row.end_on = query.str(8);
        row.meeting = query.str(9);
        row.photo_start = query.str(10);
        row.photo_end = query.str(11);
        row.about_project = query.integer(12) != 0;
        row.subjects = query.integer(13);
        row.open_objections = query.integer(14);
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace

std::vector<PublicityRow> read_publicities(const Store& store) {
    return rows_of(store, kLatestFirst);
}

std::vector<PublicityRow> publicities_of(const Store& store, std::string_view meeting) {
    return rows_of(store, kOfMeeting, meeting);
}

std::vector<PublicityRow> publicities_ending(const Store& store, std::string_view last_day) {
    return rows_of(store, kEnding, last_day);
}

std::vector<ObjectionRow> read_objections(const Store& store, std::string_view publicity) {
    std::vector<ObjectionRow> out;
    Query query = store.db().query(kObjections, publicity);
    while (query.step()) {
        out.push_back({query.str(0), query.str(1), query.str(2), query.str(3), query.str(4),
                       query.str(5), query.str(6), query.str(7)});
    }
    return out;
}

}  // namespace cunji
