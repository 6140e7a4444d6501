#pragma once

#include "client/model/conflict.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct ConflictView {
    std::string title;
};

ConflictView make_conflict_view(const conflict::State& state, const Words& words);

}  // namespace cunji
