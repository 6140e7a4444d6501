#pragma once

#include "client/model/publicity.h"
#include "client/views/meeting_view.h"
#include "client/views/record_fields.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

struct ObjectionView {
    std::string key;
    std::string title, note;
    Mark mark;
    FieldView content, raiser, channel, finding, result;
    std::string answer;          ///< label; empty: it is answered
    std::string answer_missing;  ///< why it cannot be answered yet; empty: it can
    std::string remove;          ///< label; empty: it is saved and stays
};

struct PhotoSlotView {
    publicity::Slot slot = publicity::Slot::None;
    std::string title, caption, picture;
    std::string add;
    bool missing = false;
};

struct PublicityView {
    bool loaded = false;
    std::string title, subtitle;
    Mark banner;
    std::string today;  ///< "2026-11-21"
    bool editable = false, touched = false;

    std::string about_heading, time_heading, photos_heading, objections_heading;
    FieldView type, tier, form, place, start_on, end_on, hotline, body;
    std::vector<LinkView> subjects;
    std::string subjects_label, subjects_add, subjects_empty;
    Mark term;               ///< enough days or too few
    Mark left;               ///< days until the last one
    std::string write_body;  ///< label; empty: nothing to write it from
    std::string written;     ///< the text it would be
    std::string exposed;     ///< what of it may not stand there; empty: nothing
    std::vector<PhotoSlotView> photos;
    std::vector<ObjectionView> objections;
    std::string objections_empty, add_objection;

    std::string advance;        ///< label of the step that comes next; empty: none
    std::string advance_to;     ///< state
    std::string advance_block;  ///< why not yet; empty: it can be done
    std::string withdraw;       ///< label; empty: it does not hang
    std::string save, discard, kept;

    std::optional<PickView> pick;
};

PublicityView make_publicity_view(const publicity::State& state, const Words& words);

}  // namespace cunji
