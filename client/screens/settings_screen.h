#pragma once

#include "client/model/commands.h"
#include "client/views/settings_view.h"

namespace cunji {

struct Ui;

void draw_settings(Ui& ui, const SettingsView& view, Commands& commands);

}  // namespace cunji
