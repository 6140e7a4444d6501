#pragma once

#include "client/reading/project_facts.h"
#include "shared/base/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Something that a step needs and that is not there.
struct Lack {
    enum class What {
        Field,     ///< `name`: of the project form
        Stage,     ///< `name`: stage whose picture is missing
        Report,    ///< progress was never reported
        Complete,  ///< progress below 100 %
        Funds,     ///< the sources do not sum up to the total (R066)
    };

    What what = What::Field;
    std::string name{};
    bool gate =
        false;  ///< the next step may not be taken without it; else it can be filled in late

    bool operator==(const Lack&) const = default;
};

/// What the step itself asks for and lacks; gates first. @pre 1 <= step_no <= kProjectSteps
std::vector<Lack> lacks_of(const ProjectFacts& facts, int step_no);

/// Stages of pictures that should be there at the project's step and are not, in order of time.
std::vector<std::string> missing_stages(const ProjectFacts& facts);

/// Where pictures contradict the dates or each other (R068): before, then during, then after. Days
/// only; what has no date says nothing. Arguments "first" and "second" are the two days.
std::vector<Message> order_problems(const ProjectFacts& facts);

enum class Light { Green, Yellow, Red };

/// Why a light is not green. The message's argument "stage", if any, is a code of the photo form.
struct LightReason {
    Light light = Light::Yellow;
    Message message;

    bool operator==(const LightReason&) const = default;
};

/// Nothing to say: green. Else the worst first; the first one's light is the project's. `today` is
/// a day, "2026-05-01".
std::vector<LightReason> light_reasons(const ProjectFacts& facts, std::string_view today);
Light light_of(const std::vector<LightReason>& reasons);

/// How far the plan says it should be, in percent: even from start to planned end. Nothing before
/// the building step or without these dates.
std::optional<std::int64_t> planned_percent(const ProjectFacts& facts, std::string_view today);

/// Days from one to the other, negative when `to` is earlier; nothing unless both are dates.
std::optional<std::int64_t> days_between(std::string_view from, std::string_view to);

/// Sources of funds in the form's order: names of fields.
const std::vector<std::string>& fund_fields();
/// Fen; what is empty counts nothing.
std::int64_t fund_sum(const ProjectFacts& facts);

}  // namespace cunji
