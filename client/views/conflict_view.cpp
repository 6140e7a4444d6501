#include "client/views/conflict_view.h"

namespace cunji {

ConflictView make_conflict_view(const conflict::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
