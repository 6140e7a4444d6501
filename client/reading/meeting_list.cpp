#include "client/reading/meeting_list.h"

#include <map>

namespace cunji {

namespace {

constexpr std::string_view kMeetings = R"sql(
SELECT m.id, m.scope, m.type, m.title, m.four_step, m.notice_at, m.start_at, m.place,
       m.count_basis, m.should_attend, m.attended,
       (SELECT count(*) FROM attendee a WHERE a.meeting = m.id
          AND a.void_reason IS NULL AND a.merge_into IS NULL),
       (SELECT count(*) FROM vote v WHERE v.meeting = m.id
          AND v.void_reason IS NULL AND v.merge_into IS NULL),
       (SELECT count(*) FROM vote v WHERE v.meeting = m.id AND v.passed = 'yes'
          AND v.void_reason IS NULL AND v.merge_into IS NULL),
       (SELECT count(*) FROM signature s WHERE s.target = m.id
          AND s.void_reason IS NULL AND s.merge_into IS NULL),
       (SELECT count(*) FROM photo p WHERE p.subject = m.id
          AND p.void_reason IS NULL AND p.merge_into IS NULL)
FROM meeting m WHERE m.void_reason IS NULL AND m.merge_into IS NULL
ORDER BY m.start_at IS NOT NULL, m.start_at DESC, m.id DESC)sql";

// The latest stays when they are put into a map one after the other.
constexpr std::string_view kNotices = R"sql(
SELECT p.meeting, p.id, p.state, p.end_on FROM publicity p
WHERE p.meeting IS NOT NULL AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.start_on IS NULL, p.start_on, p.id)sql";

struct Notice {
    std::string id;
    std::string state;
    std::string end;
};

std::map<std::string, Notice> notices_by_meeting(const Store& store) {
    std::map<std::string, Notice> out;
    Query query = store.db().query(kNotices);
    while (query.step())
        out[query.str(0)] = {query.str(1), query.str(2), query.str(3)};
    return out;
}

std::optional<std::int64_t> number_at(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return query.integer(column);
}

}  // namespace

std::vector<MeetingRow> read_meetings(const Store& store) {
    const Snapshot snapshot{store.db()};
    const std::map<std::string, Notice> notices = notices_by_meeting(store);
    std::vector<MeetingRow> out;
    Query query = store.db().query(kMeetings);
    while (query.step()) {
        MeetingRow row;
        row.id = query.str(0);
        row.scope = query.str(1);
        row.type = query.str(2);
        row.title = query.str(3);
        row.four_step = query.str(4);
        row.notice_at = query.str(5);
        row.start_at = query.str(6);
        row.place = query.str(7);
        row.count_basis = query.str(8);
        row.should_attend = number_at(query, 9);
        row.attended = number_at(query, 10);
        row.listed = query.integer(11);
        row.votes = query.integer(12);
        row.passed = query.integer(13);
        row.signatures = query.integer(14);
        row.photos = query.integer(15);
        if (const auto notice = notices.find(row.id); notice != notices.end()) {
            row.notice = notice->second.id;
            row.notice_state = notice->second.state;
            row.notice_end = notice->second.end;
        }
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace cunji
