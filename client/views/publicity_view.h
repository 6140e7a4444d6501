#pragma once

#include "client/model/publicity.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct PublicityView {
    std::string title;
};

PublicityView make_publicity_view(const publicity::State& state, const Words& words);

}  // namespace cunji
