#include "client/screens/publicity_screen.h"

namespace cunji {

void draw_publicity(Ui& /*ui*/, const PublicityView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
