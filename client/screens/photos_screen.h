#pragma once

#include "client/model/commands.h"
#include "client/views/photos_view.h"

namespace cunji {

struct Ui;

void draw_photos(Ui& ui, const PhotosView& view, Commands& commands);

}  // namespace cunji
