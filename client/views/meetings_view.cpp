#include "client/views/meetings_view.h"

namespace cunji {

MeetingsView make_meetings_view(const meetings::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
