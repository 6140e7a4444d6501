#pragma once

#include "client/model/commands.h"
#include "client/views/publicity_view.h"

namespace cunji {

struct Ui;

void draw_publicity(Ui& ui, const PublicityView& view, Commands& commands);

}  // namespace cunji
