#include "client/reading/meeting_page.h"

#include "client/reading/publicity_page.h"
#include "shared/store/cosigning.h"
#include "shared/store/search.h"

#include <map>

namespace cunji {

namespace {

constexpr std::string_view kMeeting = R"sql(
SELECT m.id, m.scope, m.type, m.title, m.four_step, m.notice_at, m.start_at, m.end_at, m.place,
       m.host, m.recorder, m.count_basis, m.absent_reason, m.agenda, m.speech, m.resolution,
       m.should_attend, m.attended
FROM meeting m WHERE m.id = ?1 AND m.void_reason IS NULL AND m.merge_into IS NULL)sql";
constexpr std::string_view kAttendees = R"sql(
SELECT a.id, a.person, coalesce(a.name, m.name, p.name), a.capacity, m.household,
       a.recused IS 'yes', a.sign
FROM attendee a
LEFT JOIN member m ON m.id = a.person
LEFT JOIN person p ON p.id = a.person
WHERE a.meeting = ?1 AND a.void_reason IS NULL AND a.merge_into IS NULL
GROUP BY a.id ORDER BY a.id)sql";
constexpr std::string_view kVotes = R"sql(
SELECT v.id, v.subject, v.matter, v.method, v.yes, v.no, v.abstain, v.passed
FROM vote v WHERE v.meeting = ?1 AND v.void_reason IS NULL AND v.merge_into IS NULL
ORDER BY v.id)sql";
constexpr std::string_view kSignatures = R"sql(
SELECT s.id, s.person, coalesce(s.signer_name, m.name, p.name), s.role, s.image,
       s.by_thumb IS 'yes', s.signed_at
FROM signature s
LEFT JOIN member m ON m.id = s.person
LEFT JOIN person p ON p.id = s.person
WHERE s.target = ?1 AND s.void_reason IS NULL AND s.merge_into IS NULL
GROUP BY s.id ORDER BY s.signed_at IS NULL, s.signed_at, s.id)sql";
constexpr std::string_view kRelated =
    "SELECT r.value FROM meeting m, json_each(coalesce(m.related, '[]')) r WHERE m.id = ?1";
// The matter of the four deliberations is what the meetings have in common.
constexpr std::string_view kFourSteps = R"sql(
SELECT DISTINCT o.id, o.four_step, o.start_at
FROM meeting m, json_each(coalesce(m.related, '[]')) mine, meeting o,
     json_each(coalesce(o.related, '[]')) theirs
WHERE m.id = ?1 AND o.id <> m.id AND o.four_step IS NOT NULL AND theirs.value = mine.value
  AND o.void_reason IS NULL AND o.merge_into IS NULL
ORDER BY o.start_at, o.id)sql";
constexpr std::string_view kTitle = R"sql(
SELECT kind, title, note FROM (
  SELECT 'household' AS kind, head_name AS title, group_name AS note FROM household WHERE id = ?1
  UNION ALL SELECT 'project', name, place FROM project WHERE id = ?1
  UNION ALL SELECT 'member', name, '' FROM member WHERE id = ?1
  UNION ALL SELECT 'person', name, post FROM person WHERE id = ?1
  UNION ALL SELECT 'meeting', title, substr(start_at, 1, 10) FROM meeting WHERE id = ?1
  UNION ALL SELECT 'publicity', place, start_on FROM publicity WHERE id = ?1
  UNION ALL SELECT 'person', name, '' FROM known_person WHERE id = ?1
) LIMIT 1)sql";
constexpr std::string_view kSubjects = R"sql(
SELECT id FROM (
  SELECT id, 0 AS place, name AS a, '' AS b FROM project
  WHERE scope = ?1 AND void_reason IS NULL AND merge_into IS NULL
  UNION ALL SELECT id, 1, group_name, household_no FROM household
  WHERE scope = ?1 AND void_reason IS NULL AND merge_into IS NULL
) ORDER BY place, a, b, id LIMIT ?2)sql";
constexpr std::string_view kLastShould = R"sql(
SELECT m.type, m.should_attend FROM meeting m
WHERE m.scope = ?1 AND m.type IS NOT NULL AND m.should_attend IS NOT NULL
  AND m.void_reason IS NULL AND m.merge_into IS NULL
ORDER BY m.type, m.start_at)sql";
constexpr std::string_view kHouseholds = R"sql(
SELECT count(*) FROM household h
WHERE h.scope = ?1 AND h.void_reason IS NULL AND h.merge_into IS NULL)sql";

std::optional<std::int64_t> number_at(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return query.integer(column);
}

std::optional<MeetingPage> read_fields(const Store& store, std::string_view id) {
    Query query = store.db().query(kMeeting, id);
    if (!query.step()) return std::nullopt;
    MeetingPage page;
    int column = 0;
    for (std::string* text :
         {&page.id, &page.scope, &page.type, &page.title, &page.four_step, &page.notice_at,
          &page.start_at, &page.end_at, &page.place, &page.host, &page.recorder, &page.count_basis,
          &page.absent_reason, &page.agenda, &page.speech, &page.resolution}) {
        *text = query.str(column++);
    }
    page.should_attend = number_at(query, column++);
    page.attended = number_at(query, column);
    return page;
}

void read_attendees(const Store& store, MeetingPage& page) {
    Query query = store.db().query(kAttendees, std::string_view{page.id});
    while (query.step()) {
        page.attendees.push_back({query.str(0), query.str(1), query.str(2), query.str(3),
                                  query.str(4), query.integer(5) != 0, query.str(6)});
    }
}

void read_votes(const Store& store, MeetingPage& page) {
    Query query = store.db().query(kVotes, std::string_view{page.id});
    while (query.step()) {
        page.votes.push_back({query.str(0), query.str(1), query.str(2), query.str(3),
                              number_at(query, 4), number_at(query, 5), number_at(query, 6),
                              query.str(7)});
    }
}

void read_signatures(const Store& store, MeetingPage& page) {
    Query query = store.db().query(kSignatures, std::string_view{page.id});
    while (query.step()) {
        page.signatures.push_back({query.str(0), query.str(1), query.str(2), query.str(3),
                                   query.str(4), query.integer(5) != 0, query.str(6)});
        SignatureRecord& read = page.signatures.back();
        const auto bound = cosignature_of(store, {page.scope, "signature", read.id});
        read.stale = bound && !bound->counts();
    }
}

void read_related(const Store& store, MeetingPage& page) {
    std::vector<std::string> ids;
    Query related = store.db().query(kRelated, std::string_view{page.id});
    while (related.step())
        ids.push_back(related.str(0));
    page.related = read_links(store, ids);
    Query steps = store.db().query(kFourSteps, std::string_view{page.id});
    while (steps.step())
        page.four_steps.push_back({steps.str(1), steps.str(2)});
}

}  // namespace

std::optional<MeetingPage> read_meeting(const Store& store, std::string_view id) {
    const Snapshot snapshot{store.db()};
    std::optional<MeetingPage> page = read_fields(store, id);
    if (!page) return std::nullopt;
    read_attendees(store, *page);
    read_votes(store, *page);
    read_signatures(store, *page);
    page->photos = read_photos_of(store, id);
    read_related(store, *page);
    page->notices = publicities_of(store, id);
    return page;
}

std::vector<RecordLink> read_links(const Store& store, const std::vector<std::string>& ids) {
    std::vector<RecordLink> out;
    for (const std::string& id : ids) {
        RecordLink link{id, {}, {}, {}};
        Query query = store.db().query(kTitle, std::string_view{id});
        if (query.step()) {
            link.kind = query.str(0);
            link.title = query.str(1);
            link.note = query.str(2);
        }
        out.push_back(std::move(link));
    }
    return out;
}

std::vector<RecordLink> find_subjects(const Store& store, std::string_view scope,
                                      std::string_view typed, std::size_t most) {
    std::vector<std::string> ids;
    if (typed.empty()) {
        Query query = store.db().query(kSubjects, scope, static_cast<std::int64_t>(most));
        while (query.step())
            ids.push_back(query.str(0));
        return read_links(store, ids);
    }
    for (const char* kind : {"household", "project"}) {
        for (const SearchHit& hit :
             search_records(store.db(), typed, kind, static_cast<int>(most))) {
            if (hit.scope == scope && ids.size() < most) ids.push_back(hit.record);
        }
    }
    return read_links(store, ids);
}

VillageCounts count_village(const Store& store, std::string_view scope,
                            const std::vector<PersonCard>& people, std::string_view day) {
    VillageCounts out;
    for (const PersonCard& person : people) {
        if (!person.staff && is_expected(person, "villagers_assembly", "adults", day)) ++out.adults;
        if (is_expected(person, "party_members", "members", day)) ++out.party_members;
    }
    out.households = store.db().integer(kHouseholds, scope).value_or(0);
    std::map<std::string, std::int64_t> last;
    Query query = store.db().query(kLastShould, scope);
    while (query.step())
        last[query.str(0)] = query.integer(1);
    out.last_should.assign(last.begin(), last.end());
    return out;
}

}  // namespace cunji
