#include "client/screens/photos_screen.h"

namespace cunji {

void draw_photos(Ui& /*ui*/, const PhotosView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
