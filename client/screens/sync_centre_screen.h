#pragma once

#include "client/model/commands.h"
#include "client/views/sync_centre_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_sync_centre(Ui& ui, const SyncCentreView& view, Commands& commands);

}  // namespace cunji
