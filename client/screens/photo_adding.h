#pragma once

#include "client/model/commands.h"
#include "client/views/photos_view.h"
#include "client/widgets/ui.h"

namespace cunji {

/// The page on which photos are added to a record.
void draw_adding(Ui& ui, const AddingView& view, Commands& commands);

}  // namespace cunji
