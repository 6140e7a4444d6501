#include "client/screens/sync_centre_screen.h"

namespace cunji {

void draw_sync_centre(Ui& /*ui*/, const SyncCentreView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
