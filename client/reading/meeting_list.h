#pragma once

#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// A meeting as a list shows it. Texts are empty when not filled in; codes are of the forms.
struct MeetingRow {
    std::string id;
    std::string scope;
    std::string type;
    std::string title;
    std::string four_step;
    std::string notice_at;
    std::string start_at;
    std::string place;
    std::string count_basis;
    std::optional<std::int64_t> should_attend;
    std::optional<std::int64_t> attended;
    std::int64_t listed = 0;  ///< attendees by name
    std::int64_t votes = 0;
    std::int64_t passed = 0;  ///< of the votes
    std::int64_t signatures = 0;
    std::int64_t photos = 0;
    std::string notice;  ///< id of the latest publicity that rests on it; empty: none
    std::string notice_state;
    std::string notice_end;
};

/// All meetings held here, the latest first; those without a time come before all.
std::vector<MeetingRow> read_meetings(const Store& store);

}  // namespace cunji
