#pragma once

#include "client/model/projects.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct ProjectsView {
    std::string title;
};

ProjectsView make_projects_view(const projects::State& state, const Words& words);

}  // namespace cunji
