#pragma once

#include "client/reading/day.h"
#include "client/reading/household_list.h"
#include "client/reading/today_sync.h"
#include "shared/store/store.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

inline constexpr int kNoticeEndsWithinDays = 3;
inline constexpr int kFollowupDueWithinDays = 7;
inline constexpr std::size_t kNamedMost = 5;    ///< households named of those to be visited
inline constexpr std::size_t kListedMost = 50;  ///< of other things: more than a day's work

struct TodayOptions {
    Day today;
    std::string scope;  ///< of one village; empty: all that are held
    int visit_every_days = kVisitEveryDays;
};

/// How many there are, and the first few.
template <typename T>
struct Counted {
    std::int64_t count = 0;
    std::vector<T> first;

    void add(T item) {
        if (++count <= static_cast<std::int64_t>(kListedMost)) first.push_back(std::move(item));
    }
};

struct DueHousehold {
    std::string id;
    std::string name;
    std::string group;
    HouseholdClass household_class = HouseholdClass::General;
    std::optional<Day> last_visit;
};

/// Households that nobody visited within the days: those that are helped come first, and of these
/// the one that has waited longest.
struct DueVisits {
    std::int64_t helped = 0;  ///< poor, exited, monitored
    std::int64_t others = 0;
    std::int64_t never = 0;  ///< of both
    std::vector<DueHousehold> first;
};

DueVisits due_visits(const HouseholdList& list, const TodayOptions& options);

/// Announced and still ahead, today's too.
struct AnnouncedMeeting {
    std::string id;
    std::string title;
    std::string start_at;  ///< as its author wrote it
    std::string place;
};

/// Posted and ending soon, or without a photo that should be there by now.
struct OpenNotice {
    std::string id;
    std::string type;  ///< a choice of the form
    std::optional<Day> end_on;
    bool ended = false;  ///< the last day is over
    bool lacks_start_photo = false;
    bool lacks_end_photo = false;
};

struct IncompleteProject {
    std::string id;
    std::string name;
    std::string step;                 ///< a choice of the form
    std::vector<std::string> stages;  ///< of photos that the step needs and that are missing
};

struct DueFollowup {
    std::string id;
    std::string household;
    std::string household_name;
    std::string description;
    std::optional<Day> due_on;
    bool overdue = false;
    bool urgent = false;
};

/// A record, and the name that people know it by.
struct NamedRecord {
    RecordKey key;
    std::string name;  ///< may be empty
};

struct ReturnedRecord {
    NamedRecord record;
    std::string by;   ///< name of who sent it back, if known
    std::string why;  ///< may be empty
};

/// Work that is not in the log.
struct OpenDraft {
    std::string id;
    NamedRecord record;
    std::string reason;  ///< why it was given back; empty: not known, or begun and not finished
    Millis at = 0;
};

struct OpenConflict {
    NamedRecord record;
    std::string field;
};

/// What there is to do in a village, and how safe the work of this device is.
struct Today {
    DueVisits visits;
    VisitCoverage coverage;  ///< of this quarter
    Counted<AnnouncedMeeting> meetings;
    Counted<OpenNotice> notices;
    Counted<IncompleteProject> projects;
    Counted<DueFollowup> followups;
    Counted<ReturnedRecord> returned;
    Counted<OpenDraft> given_back;
    Counted<OpenDraft> unfinished;  ///< the forms' own list; left empty by read_today()
    Counted<OpenConflict> conflicts;
    SyncPlaces sync;
    std::string village;  ///< name of the scope, if one is known and there is only one
    std::int64_t households = 0;
};

/// `list` as read_household_list() gave it just before. @throws DbError
Today read_today(const Store& store, const HouseholdList& list, const TodayOptions& options);

/// The household's name for what belongs to one, else the record's own title or name.
NamedRecord name_record(const Store& store, RecordKey key);

}  // namespace cunji
