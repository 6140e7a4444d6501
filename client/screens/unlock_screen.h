#pragma once

#include "client/views/unlock_view.h"
#include "client/widgets/ui.h"

#include <vector>

namespace cunji {

std::vector<unlock::Command> draw_unlock(Ui& ui, const UnlockView& view);

}  // namespace cunji
