#include "client/screens/enrol_screen.h"

namespace cunji {

void draw_enrol(Ui& /*ui*/, const EnrolView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
