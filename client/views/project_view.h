#pragma once

#include "client/model/project.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct ProjectView {
    std::string title;
};

ProjectView make_project_view(const project::State& state, const Words& words);

}  // namespace cunji
