#include "client/views/form_view.h"

namespace cunji {

FormView make_form_view(const form::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
