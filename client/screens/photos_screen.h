#pragma once

#include "client/model/commands.h"
#include "client/views/photos_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_photos(Ui& ui, const PhotosView& view, Commands& commands);

}  // namespace cunji
