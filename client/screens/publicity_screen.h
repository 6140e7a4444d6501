#pragma once

#include "client/model/commands.h"
#include "client/views/publicity_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_publicity(Ui& ui, const PublicityView& view, Commands& commands);

}  // namespace cunji
