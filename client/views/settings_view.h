#pragma once

#include "client/model/settings.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct SettingsView {
    std::string title;
};

SettingsView make_settings_view(const settings::State& state, const Words& words);

}  // namespace cunji
