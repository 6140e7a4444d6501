#include "client/views/meeting_view.h"

namespace cunji {

MeetingView make_meeting_view(const meeting::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
