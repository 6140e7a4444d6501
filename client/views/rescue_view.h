#pragma once

#include "client/model/rescue.h"
#include "shared/policy/texts.h"

#include <string>

namespace cunji {

struct RescueView {
    std::string title, problem, calm;
    bool damaged = false;  ///< else there is nothing to mend here
    std::string step_copy, folder_label, folder, copy;
    std::string step_mend, mend_text, mend, anew_text, anew;
    bool can_copy = false;
    bool can_mend = false;
    std::string why_not;  ///< under what cannot be pressed yet
    std::string said;
    bool said_bad = false;
    std::string busy;  ///< not empty: a step is under way
    std::string again, quit;
};

RescueView make_rescue_view(const rescue::State& state, const Texts& texts);

}  // namespace cunji
