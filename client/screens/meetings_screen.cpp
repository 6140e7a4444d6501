#include "client/screens/meetings_screen.h"

namespace cunji {

void draw_meetings(Ui& /*ui*/, const MeetingsView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
