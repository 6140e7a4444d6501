#pragma once

#include "client/reading/photo_list.h"
#include "client/reading/project_list.h"
#include "shared/policy/rights.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Stages that a project's photos stand under, in order of time.
inline constexpr std::array<std::string_view, 7> kProjectStages{
    "before", "during", "after", "signboard", "notice", "inspection", "acceptance"};

enum class StepState { Done, Present, Ahead };

struct ProjectStep {
    int no = 1;
    std::string code;  ///< of the project form
    StepState state = StepState::Ahead;
    std::string on;  ///< day: as its field says, else when the step was set; empty: not known
    std::vector<Lack> lacks;  ///< of steps ahead too: what they will ask for
};

/// A step that the form lets somebody take from the present one.
struct NextStep {
    std::string code;
    bool forward = true;
    bool mine = false;  ///< this device's person may take it
    std::vector<Tier> who;
};

struct ProgressLine {
    std::string id;
    std::string on;  ///< day
    std::int64_t percent = 0;
    std::optional<std::int64_t> spent;  ///< fen
    std::string note;
    std::string by;  ///< name; empty: not known here
};

struct StageSlot {
    std::string stage;
    std::vector<PhotoItem> photos;  ///< newest first
    bool missing = false;           ///< should be there by now
};

/// One project whole.
struct ProjectPage {
    ProjectFacts facts;
    std::string name;
    Light light = Light::Green;
    std::vector<LightReason> reasons;
    std::vector<Message> order;  ///< where photos contradict dates (R068)
    std::vector<ProjectStep> steps;
    std::vector<NextStep> next;          ///< forward first
    std::int64_t fund_sum = 0;           ///< fen
    std::vector<ProgressLine> progress;  ///< newest first
    std::vector<StageSlot> slots;        ///< of kProjectStages, in that order
    std::vector<PhotoItem> others;       ///< of any other stage
    bool can_edit = false;               ///< this device's person may change the project itself
    std::int64_t conflicts = 0;          ///< fields that wait for a person
};

/// Nothing when the project is void, merged into another or not here. Compares its photos with all
/// others held: for the worker. `powers` of this device's person.
std::optional<ProjectPage> read_project(const Store& store, std::string_view id,
                                        const Powers& powers, std::string_view today);

}  // namespace cunji
