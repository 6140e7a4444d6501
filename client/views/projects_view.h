#pragma once

#include "client/model/projects.h"
#include "client/views/words.h"

#include <string>
#include <vector>

namespace cunji {

struct ProjectChip {
    projects::Chip chip = projects::Chip::All;
    std::string id;
    std::string label;
    std::string count;
};

/// One project in the list.
struct ProjectRow {
    std::string id;
    std::string name;
    std::string step;  ///< "8/10 请款、实施和报账"
    std::string category;
    std::string progress;  ///< "45%"; empty before there is any
    std::string reported;  ///< day of the last report
    Light light = Light::Green;
    std::string light_word;
    std::string reason;  ///< why it is not green; else empty
    std::string phone_line;
};

struct ProjectsView {
    std::string title;
    std::string subtitle;
    std::string search_hint;
    std::string typed;
    std::vector<ProjectChip> chips;
    std::string chip;  ///< id of the chosen one
    std::vector<std::string> columns;
    std::vector<ProjectRow> rows;
    bool loading = true;
    std::string empty_title;
    std::string empty_text;
};

ProjectsView make_projects_view(const projects::State& state, const Words& words);

}  // namespace cunji
