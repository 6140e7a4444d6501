#pragma once

#include "client/app/quorum.h"
#include "client/reading/meeting_people.h"
#include "client/reading/publicity_list.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A record that another one names: what it is called.
struct RecordLink {
    std::string id;
    std::string kind;
    std::string title;  ///< name of the head, of the project ...; empty when it is not held here
    std::string note;   ///< group, place
};

struct MeetingPhoto {
    std::string id;
    std::string sha256;        ///< of the original
    std::string thumb_sha256;  ///< 64 hex digits
    std::string title;
    std::string taken_at;
};

struct AttendeeRecord {
    std::string id;
    std::string person;  ///< empty: `name` was typed
    std::string name;
    std::string capacity;
    std::string household;  ///< of the person
    bool recused = false;
    std::string sign;  ///< SHA-256 of the picture
};

struct VoteRecord {
    std::string id;
    std::string subject;  ///< id of a record; empty: `matter` was typed
    std::string matter;
    std::string method;
    std::optional<std::int64_t> yes, no, abstain;
    std::string passed;  ///< "yes", "no", "unknown" or empty
};

struct SignatureRecord {
    std::string id;
    std::string person;
    std::string name;  ///< typed, or of the person
    std::string role;
    std::string image;  ///< SHA-256 of the picture
    bool by_thumb = false;
    std::string signed_at;
    bool stale = false;  ///< what it stands under was changed since, or it is not genuine
};

/// One meeting with all that hangs on it. Texts are empty when not filled in.
struct MeetingPage {
    std::string id;
    std::string scope;
    std::string type, title, four_step, notice_at, start_at, end_at, place;
    std::string host, recorder;  ///< ids of staff
    std::string count_basis, absent_reason, agenda, speech, resolution;
    std::optional<std::int64_t> should_attend, attended;
    std::vector<AttendeeRecord> attendees;  ///< in the order in which they were written down
    std::vector<VoteRecord> votes;
    std::vector<SignatureRecord> signatures;
    std::vector<RecordLink> related;
    std::vector<MeetingPhoto> photos;
    std::vector<PublicityRow> notices;  ///< that rest on it, the earliest first
    std::vector<FourStep> four_steps;   ///< other meetings about the same households or projects
};

/// Nothing when it is not here or void.
std::optional<MeetingPage> read_meeting(const Store& store, std::string_view id);

/// What records are called; in the order asked for.
std::vector<RecordLink> read_links(const Store& store, const std::vector<std::string>& ids);

/// Households and projects of a village that a meeting or a notice may be about: what was typed
/// finds them as everywhere; nothing typed: projects, then households by group. At most `most`.
std::vector<RecordLink> find_subjects(const Store& store, std::string_view scope,
                                      std::string_view typed, std::size_t most);

/// How many there are of those whom a meeting counts.
struct VillageCounts {
    std::int64_t adults = 0;
    std::int64_t households = 0;
    std::int64_t party_members = 0;
    /// Should-attend numbers of the last meeting of each kind, by type.
    std::vector<std::pair<std::string, std::int64_t>> last_should;
};

/// `day`: ages are those of that day.
VillageCounts count_village(const Store& store, std::string_view scope,
                            const std::vector<PersonCard>& people, std::string_view day);

}  // namespace cunji
