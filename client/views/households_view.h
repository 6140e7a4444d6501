#pragma once

#include "client/model/households.h"
#include "client/views/household_words.h"
#include "client/views/words.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace cunji {

/// One household in the list; `group_and_size` is for a phone, where there are no columns.
struct HouseholdLine {
    std::string id;
    std::string name;
    std::string number;
    std::string group;
    std::string size;
    std::string last_visit;
    std::string phone_line;  ///< group, size and last visit in one
    Mark household_class;
    Mark state;  ///< the most pressing thing about it; of a quiet one, that all is sent
};

struct ChipView {
    households::Chip chip = households::Chip::All;
    std::string id;
    std::string label;
    std::string count;
};

/// The list of households. Lines are made when they come into sight.
struct HouseholdsView {
    std::string title;
    std::string subtitle;  ///< how many there are, or were found
    std::string add;
    std::string search_hint;
    std::string typed;
    std::vector<ChipView> chips;
    std::string chip;  ///< id of the chosen one
    std::string group_label;
    std::string all_groups;
    std::vector<std::string> groups;
    std::string group;  ///< chosen; empty: all
    std::string groups_title;
    bool choosing_group = false;
    bool loading = true;
    std::string coverage_label;
    std::string coverage_value;
    float coverage_share = 0;
    std::vector<std::string> columns;
    std::size_t count = 0;
    std::function<HouseholdLine(std::size_t)> line;
    std::string empty_title;
    std::string empty_text;
};

HouseholdsView make_households_view(const households::State& state, const Words& words);

}  // namespace cunji
