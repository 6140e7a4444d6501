#include "tests/client/village_meeting.h"

namespace cunji::test {

Home a_home(Desk& desk, const std::string& group, const std::string& number,
            const std::string& head, const std::string& other) {
    Json records = Json::array({{{"kind", "household"},
                                 {"household_no", number},
                                 {"group_name", group},
                                 {"head_name", head},
                                 {"head_member", "@1"},
                                 {"address", group}},
                                {{"kind", "member"},
                                 {"household", "@0"},
                                 {"name", head},
                                 {"relation", "02"},
                                 {"birth", "1970-03-07"}}});
    if (!other.empty()) {
        records.push_back({{"kind", "member"},
                           {"household", "@0"},
                           {"name", other},
                           {"relation", "10"},
                           {"birth", "1972-05-01"}});
    }
    const std::vector<SavedRecord> saved = desk.save_all("", records);
    return {saved[0].saved.id, saved[1].saved.id, other.empty() ? "" : saved[2].saved.id};
}

Json a_meeting(const std::string& type, const std::string& title) {
    return {{"kind", "meeting"},
            {"type", type},
            {"title", title},
            {"start_at", "2025-11-21T14:00+08:00"},
            {"place", "村委会会议室"}};
}

}  // namespace cunji::test
