#include "client/screens/meeting_screen.h"

namespace cunji {

void draw_meeting(Ui& /*ui*/, const MeetingView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
