#include "client/screens/settings_screen.h"

namespace cunji {

void draw_settings(Ui& /*ui*/, const SettingsView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
