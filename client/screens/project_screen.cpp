#include "client/screens/project_screen.h"

namespace cunji {

void draw_project(Ui& /*ui*/, const ProjectView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
