#pragma once

#include "client/model/meeting.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct MeetingView {
    std::string title;
};

MeetingView make_meeting_view(const meeting::State& state, const Words& words);

}  // namespace cunji
