#pragma once

#include "client/model/meetings.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct MeetingsView {
    std::string title;
};

MeetingsView make_meetings_view(const meetings::State& state, const Words& words);

}  // namespace cunji
