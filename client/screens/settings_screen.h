#pragma once

#include "client/model/commands.h"
#include "client/views/settings_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_settings(Ui& ui, const SettingsView& view, Commands& commands);

}  // namespace cunji
