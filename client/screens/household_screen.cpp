#include "client/screens/household_screen.h"

namespace cunji {

void draw_household(Ui& /*ui*/, const HouseholdView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
