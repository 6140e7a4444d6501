#pragma once

#include "client/model/commands.h"
#include "client/views/settings_view.h"
#include "client/widgets/ui.h"

namespace cunji {

/// What lies over the settings: backup, watched folder, licences; at most one.
void draw_settings_sheets(Ui& ui, const SettingsView& view, Commands& commands);

}  // namespace cunji
