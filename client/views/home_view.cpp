#include "client/views/home_view.h"

namespace cunji {

HomeView make_home_view(const home::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
