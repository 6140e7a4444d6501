#include "client/reading/publicity_page.h"

namespace cunji {

namespace {

constexpr std::string_view kMeeting = R"sql(
SELECT m.title, m.type, substr(m.start_at, 1, 10), m.resolution FROM meeting m WHERE m.id = ?1)sql";
constexpr std::string_view kSize = R"sql(
SELECT count(*) FROM member m WHERE m.household = ?1 AND m.leave_reason IS NULL
  AND m.left_on IS NULL AND m.void_reason IS NULL AND m.merge_into IS NULL)sql";
constexpr std::string_view kPhotos = R"sql(
SELECT p.id, p.sha256, p.thumb_sha256, p.title, p.taken_at
FROM photo p WHERE p.subject = ?1 AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.taken_at IS NULL, p.taken_at, p.id)sql";
constexpr std::string_view kLastPlace = R"sql(
SELECT p.place FROM publicity p WHERE p.scope = ?1 AND p.tier = 'village' AND p.place IS NOT NULL
  AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.start_on DESC, p.id DESC LIMIT 1)sql";
constexpr std::string_view kLastHotline = R"sql(
SELECT p.hotline FROM publicity p WHERE p.scope = ?1 AND p.hotline IS NOT NULL
  AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.start_on DESC, p.id DESC LIMIT 1)sql";
// The nearest region that has one: the village, its township, its county.
constexpr std::string_view kHotline = R"sql(
SELECT r.hotline FROM region r
WHERE r.code IN (?1, substr(?1, 1, 9), substr(?1, 1, 6)) AND r.hotline IS NOT NULL
  AND r.void_reason IS NULL AND r.merge_into IS NULL
ORDER BY length(r.code) DESC LIMIT 1)sql";

}  // namespace

std::vector<MeetingPhoto> read_photos_of(const Store& store, std::string_view subject) {
    std::vector<MeetingPhoto> out;
    Query query = store.db().query(kPhotos, subject);
    while (query.step())
        out.push_back({query.str(0), query.str(1), query.str(2), query.str(3), query.str(4)});
    return out;
}

PublicityFacts read_publicity_facts(const Store& store, std::string_view id,
                                    std::string_view meeting,
                                    const std::vector<std::string>& subjects) {
    const Snapshot snapshot{store.db()};
    PublicityFacts out;
    for (RecordLink& link : read_links(store, subjects)) {
        NoticeSubject subject{std::move(link), 0};
        subject.size = store.db().integer(kSize, std::string_view{subject.link.id}).value_or(0);
        out.about_project = out.about_project || subject.link.kind == "project";
        out.subjects.push_back(std::move(subject));
    }
    Query held = store.db().query(kMeeting, meeting);
    if (held.step()) {
        out.meeting_title = held.str(0);
        out.meeting_type = held.str(1);
        out.meeting_on = held.str(2);
        out.resolution = held.str(3);
    }
    if (!id.empty()) out.photos = read_photos_of(store, id);
    return out;
}

NoticeHabits read_notice_habits(const Store& store, std::string_view scope) {
    NoticeHabits out;
    out.place = store.db().text(kLastPlace, scope).value_or("");
    out.hotline = store.db().text(kHotline, scope).value_or("");
    if (out.hotline.empty()) out.hotline = store.db().text(kLastHotline, scope).value_or("");
    return out;
}

}  // namespace cunji
