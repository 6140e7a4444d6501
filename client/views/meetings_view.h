#pragma once

#include "client/model/meetings.h"
#include "client/views/meeting_view.h"
#include "client/views/words.h"

#include <string>
#include <vector>

namespace cunji {

struct MeetingLineView {
    std::string id;
    std::string title;
    std::string kind;
    std::string when;
    std::string place;
    std::string attendance;  ///< "23 / 30"
    Mark mark;               ///< what waits, or how it went
};

struct MeetingsView {
    bool loaded = false;
    std::string title, subtitle;
    std::string add, search_hint, typed;
    std::vector<OptionView> filters;
    std::string filter;
    std::vector<OptionView> types;
    std::string type;
    bool notices = false;  ///< the rows are notices on the board
    std::vector<std::string> columns;
    std::vector<MeetingLineView> rows;
    std::string empty_title, empty_text;

    struct Draft {
        std::string id;
        std::string kind;
        std::string title, note;
    };

    std::vector<Draft> drafts;
    std::string drafts_heading;
};

MeetingsView make_meetings_view(const meetings::State& state, const Words& words);

}  // namespace cunji
