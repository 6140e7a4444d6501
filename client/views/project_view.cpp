#include "client/views/project_view.h"

namespace cunji {

ProjectView make_project_view(const project::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
