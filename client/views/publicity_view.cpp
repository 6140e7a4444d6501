#include "client/views/publicity_view.h"

namespace cunji {

PublicityView make_publicity_view(const publicity::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
