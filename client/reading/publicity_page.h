#pragma once

#include "client/reading/meeting_page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// What a notice names, with the few columns that may stand in it.
struct NoticeSubject {
    RecordLink link;
    std::int64_t size = 0;  ///< members of a household
};

/// What stands around a notice while it is written.
struct PublicityFacts {
    std::vector<NoticeSubject> subjects;
    bool about_project = false;
    std::string meeting_title;
    std::string meeting_type;
    std::string meeting_on;  ///< "2026-11-21"
    std::string resolution;
    std::vector<MeetingPhoto> photos;  ///< of this notice, the earliest first
};

/// `id` and `meeting` may be empty.
PublicityFacts read_publicity_facts(const Store& store, std::string_view id,
                                    std::string_view meeting,
                                    const std::vector<std::string>& subjects);

/// What a new notice of a village begins with, from the last one and from the regions.
struct NoticeHabits {
    std::string place;
    std::string hotline;
};

NoticeHabits read_notice_habits(const Store& store, std::string_view scope);

/// Photos of a record, the earliest first.
std::vector<MeetingPhoto> read_photos_of(const Store& store, std::string_view subject);

}  // namespace cunji
