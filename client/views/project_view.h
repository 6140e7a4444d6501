#pragma once

#include "client/model/project.h"
#include "client/views/photo_tiles.h"
#include "client/views/words.h"

#include <string>
#include <vector>

namespace cunji {

struct StepView {
    int no = 1;
    std::string label;
    std::string note;  ///< its day, or what is missing
    StepState state = StepState::Ahead;
    bool blocked = false;  ///< the present one, and something is missing that blocks
};

/// A line "name: value" of the facts.
struct ProjectFact {
    std::string label;
    std::string value;
    bool bad = false;
};

struct SlotView {
    std::string stage;
    std::string title;
    std::string note;  ///< under an empty slot
    std::string more;  ///< how many, after the caption of the newest
    bool missing = false;
    std::string add;
    std::vector<PictureTile> photos;
};

struct ProgressRow {
    std::string id;
    std::string when;
    std::string title;
    std::string text;
    std::string who;
};

/// A step that can be asked for.
struct NextView {
    std::string code;
    std::string label;
    bool forward = true;
    bool enabled = false;
    std::string reason;  ///< why it is not enabled
};

/// Before a step is taken.
struct AskingView {
    std::string title;
    std::string text;
    std::string confirm;
    std::string cancel;
    std::string why_label;
    std::string why;
    std::string why_missing;
    bool why_needed = false;
};

struct ProjectView {
    std::string id;
    std::string title;
    std::string subtitle;
    std::string back;
    std::string who_answers;  ///< label: opens the page that says so
    bool loading = true;
    std::string gone;  ///< why there is nothing to show

    Light light = Light::Green;
    std::string light_word;
    std::vector<std::string> reasons;

    std::string offered;  ///< "新照片 3 张"; empty: none
    std::string offered_action;
    std::string conflicts;
    std::string conflicts_action;

    std::string steps_title;
    std::vector<StepView> steps;
    int shown_step = 1;
    std::string needs_title;  ///< of the shown step
    std::vector<std::string> needs;
    std::vector<bool> needs_block;
    std::string needs_none;
    std::vector<NextView> next;

    std::string photos_title;
    std::string add_photo;
    std::vector<SlotView> slots;
    std::string others_title;
    std::vector<PictureTile> others;
    std::vector<std::string> order;  ///< where pictures contradict dates

    std::string progress_title;
    std::string progress_label;
    std::string progress_value;
    float progress_share = 0;
    std::string add_progress;
    std::string progress_none;
    std::vector<ProgressRow> progress;

    std::string funds_title;
    std::vector<ProjectFact> funds;
    std::string facts_title;
    std::vector<ProjectFact> facts;
    std::string edit;  ///< empty: this person may not

    bool asks = false;
    AskingView asking;
    std::string refused;
};

ProjectView make_project_view(const project::State& state, const Words& words);

}  // namespace cunji
