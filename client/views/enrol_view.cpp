#include "client/views/enrol_view.h"

namespace cunji {

EnrolView make_enrol_view(const enrol::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
