#include "client/screens/conflict_screen.h"

namespace cunji {

void draw_conflict(Ui& /*ui*/, const ConflictView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
