#include "client/reading/today.h"

#include "client/app/region_name.h"
#include "client/reading/household_list_read.h"
#include "client/reading/project_list.h"
#include "shared/json/json.h"
#include "shared/store/reading.h"

#include <set>
#include <utility>

namespace cunji {

namespace {

// ?1 is the scope, empty for all. Days and times are texts that sort as time goes by.
constexpr std::string_view kMeetings = R"sql(
SELECT id, coalesce(title, ''), start_at, coalesce(place, '') FROM meeting
WHERE (?1 = '' OR scope = ?1) AND notice_at IS NOT NULL AND start_at >= ?2
  AND void_reason IS NULL AND merge_into IS NULL ORDER BY start_at, id)sql";
constexpr std::string_view kNotices = R"sql(
SELECT id, coalesce(type, ''), end_on, coalesce(end_on < ?2, 0),
  photo_start IS NULL AND start_on <= ?2, photo_end IS NULL AND end_on <= ?2
FROM publicity
WHERE (?1 = '' OR scope = ?1) AND state IN ('posted', 'ended')
  AND void_reason IS NULL AND merge_into IS NULL
  AND ((state = 'posted' AND end_on <= ?3) OR (photo_start IS NULL AND start_on <= ?2)
    OR (photo_end IS NULL AND end_on <= ?2))
ORDER BY end_on, id)sql";
constexpr std::string_view kFollowups = R"sql(
SELECT f.id, coalesce(f.household, ''), coalesce(h.head_name, ''), coalesce(f.description, ''),
  f.due_on, coalesce(f.due_on < ?2, 0), coalesce(f.urgency = 'urgent', 0)
FROM followup f LEFT JOIN household h ON h.id = f.household AND h.scope = f.scope
WHERE (?1 = '' OR f.scope = ?1) AND f.state IN ('open', 'assigned', 'doing') AND f.due_on <= ?3
  AND f.void_reason IS NULL AND f.merge_into IS NULL
ORDER BY f.due_on, f.id)sql";
constexpr std::string_view kDrafts = R"sql(
SELECT id, scope, kind, record, reason, at FROM draft
WHERE (?1 = '' OR scope = ?1) AND form IS NULL ORDER BY at DESC, id)sql";
constexpr std::string_view kConflicts = R"sql(
SELECT DISTINCT scope, kind, record, field FROM conflict
WHERE (?1 = '' OR scope = ?1) ORDER BY record, scope, kind, field)sql";

Day days_after(Day day, int days) {
    return day + std::chrono::days{days};
}

/// Reads one part of what there is to do after the other.
class TodayReader {
public:
    TodayReader(const Store& store, const TodayOptions& options)
        : store_(store), scope_(options.scope), today_(options.today) {}

    void read_into(Today& out) {
        read_meetings(out);
        read_notices(out);
        read_followups(out);
        read_projects(out);
        read_returned(out);
        read_drafts(out);
        read_conflicts(out);
    }

private:
    [[nodiscard]] Database& db() const { return store_.db(); }

    void read_meetings(Today& out) const {
        const std::string today = to_text(today_);
        Query query = db().query(kMeetings, std::string_view{scope_}, std::string_view{today});
        while (query.step())
            out.meetings.add({query.str(0), query.str(1), query.str(2), query.str(3)});
    }

    void read_notices(Today& out) const {
        const std::string today = to_text(today_);
        const std::string soon = to_text(days_after(today_, kNoticeEndsWithinDays));
        Query query = db().query(kNotices, std::string_view{scope_}, std::string_view{today},
                                 std::string_view{soon});
        while (query.step()) {
            out.notices.add({query.str(0), query.str(1), day_of(query.text(2)),
                             query.integer(3) != 0, query.integer(4) != 0, query.integer(5) != 0});
        }
    }

    void read_followups(Today& out) const {
        const std::string today = to_text(today_);
        const std::string soon = to_text(days_after(today_, kFollowupDueWithinDays));
        Query query = db().query(kFollowups, std::string_view{scope_}, std::string_view{today},
                                 std::string_view{soon});
        while (query.step()) {
            out.followups.add({query.str(0), query.str(1), query.str(2), query.str(3),
                               day_of(query.text(4)), query.integer(5) != 0,
                               query.integer(6) != 0});
        }
    }

    void read_projects(Today& out) const {
        for (ProjectLine& line : list_projects(store_, to_text(today_))) {
            if (line.missing.empty() || (!scope_.empty() && line.facts.scope != scope_)) continue;
            out.projects.add({line.facts.id, std::move(line.name), std::move(line.step),
                              std::move(line.missing)});
        }
    }

    void read_returned(Today& out) const {
        for (const auto& [kind, form] : store_.policy().forms) {
            if (form.find(kReviewField) == nullptr) continue;
            const std::string sql = "SELECT scope, id FROM " + sql_name(kind) +
                                    " WHERE review = 'returned' AND (?1 = '' OR scope = ?1) AND "
                                    "void_reason IS NULL AND merge_into IS NULL ORDER BY id";
            Query query = db().query(sql, std::string_view{scope_});
            while (query.step()) {
                ReturnedRecord record;
                record.record.key = {query.str(0), kind, query.str(1)};
                out.returned.add(std::move(record));
            }
        }
        for (ReturnedRecord& record : out.returned.first)
            describe(record);
    }

    /// Who sent it back last, and why.
    void describe(ReturnedRecord& record) const {
        const Json history = history_of(store_, record.record.key);
        for (const Json& entry : history) {
            if (text_of(entry["fields"], kReviewField) != "returned") continue;
            record.by = text_of(entry, "name");
            record.why = text_of(entry, "why");
        }
        record.record = name_record(store_, std::move(record.record.key));
    }

    void read_drafts(Today& out) const {
        Query query = db().query(kDrafts, std::string_view{scope_});
        while (query.step()) {
            OpenDraft draft;
            draft.id = query.str(0);
            draft.record.key = {query.str(1), query.str(2), query.str(3)};
            draft.reason = query.str(4);
            draft.at = query.integer(5);
            out.given_back.add(std::move(draft));
        }
        for (OpenDraft& draft : out.given_back.first)
            draft.record = name_record(store_, std::move(draft.record.key));
    }

    void read_conflicts(Today& out) const {
        Query query = db().query(kConflicts, std::string_view{scope_});
        while (query.step()) {
            out.conflicts.add({{{query.str(0), query.str(1), query.str(2)}, {}}, query.str(3)});
        }
        for (OpenConflict& conflict : out.conflicts.first)
            conflict.record = name_record(store_, std::move(conflict.record.key));
    }

    const Store& store_;
    const std::string& scope_;
    Day today_;
};

/// Of the scope; without one, of the only village that has households here.
std::string village_name(const Store& store, const HouseholdList& list, std::string scope) {
    if (scope.empty() && list.scopes.size() == 1) scope = list.scopes.front();
    if (scope.empty()) return {};
    return region_name(store, scope);
}

/// The first searchable name of the record, as the policy's form has it.
std::string own_name(const Store& store, const RecordKey& key) {
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return {};
    for (const Field& field : table->form().fields) {
        if (field.search != "name" || !has_column(field) || holds_list(field)) continue;
        const std::string sql = "SELECT " + sql_name(field.name) + " FROM " + sql_name(key.kind) +
                                " WHERE id = ?1 AND scope = ?2";
        return store.db()
            .text(sql, std::string_view{key.id}, std::string_view{key.scope})
            .value_or("");
    }
    return {};
}

}  // namespace

NamedRecord name_record(const Store& store, RecordKey key) {
    NamedRecord out{std::move(key), {}};
    out.name = own_name(store, out.key);
    if (!out.name.empty()) return out;
    const std::string household = household_of(store, out.key.kind, out.key.id);
    if (!household.empty()) out.name = own_name(store, {out.key.scope, "household", household});
    return out;
}

Today read_today(const Store& store, const HouseholdList& list, const TodayOptions& options) {
    const Snapshot snapshot{store.db()};
    Today out;
    out.visits = due_visits(list, options);
    out.coverage = visit_coverage(list, options.scope, quarter_begin(options.today));
    out.households = count_households(list, options.scope, options.today).all;
    out.village = village_name(store, list, options.scope);
    TodayReader{store, options}.read_into(out);
    out.sync = read_sync_places(store);
    return out;
}

}  // namespace cunji
