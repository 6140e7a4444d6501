#pragma once

#include "client/model/home.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct HomeView {
    std::string title;
};

HomeView make_home_view(const home::State& state, const Words& words);

}  // namespace cunji
