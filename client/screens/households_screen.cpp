#include "client/screens/households_screen.h"

namespace cunji {

void draw_households(Ui& /*ui*/, const HouseholdsView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
