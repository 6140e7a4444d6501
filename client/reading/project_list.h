#pragma once

#include "client/reading/project_rules.h"
#include "shared/store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// One line of the list of projects.
struct ProjectLine {
    ProjectFacts facts;
    std::string name;
    std::string category;  ///< code of the project form
    std::string step;      ///< likewise
    Light light = Light::Green;
    std::vector<LightReason> reasons;  ///< worst first
    std::vector<std::string> missing;  ///< stages whose picture should be there
};

/// The live projects held here: red first, then those being built, then by name. `today` is a day.
std::vector<ProjectLine> list_projects(const Store& store, std::string_view today);

/// What the rules look at in one project; nothing when it is void or not here.
std::optional<ProjectFacts> read_project_facts(const Store& store, const RecordKey& key);

/// Records whose photos count as the project's: itself, its progress reports and its notices.
std::vector<std::string> photo_subjects(const Store& store, std::string_view project);

}  // namespace cunji
