#include "client/views/household_view.h"

namespace cunji {

HouseholdView make_household_view(const household::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
