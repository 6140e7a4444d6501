#pragma once

#include "client/model/enrol.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct EnrolView {
    std::string title;
};

EnrolView make_enrol_view(const enrol::State& state, const Words& words);

}  // namespace cunji
