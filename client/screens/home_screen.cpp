#include "client/screens/home_screen.h"

namespace cunji {

void draw_home(Ui& /*ui*/, const HomeView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
