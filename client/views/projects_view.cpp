#include "client/views/projects_view.h"

namespace cunji {

ProjectsView make_projects_view(const projects::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
