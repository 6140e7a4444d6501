#include "client/screens/projects_screen.h"

namespace cunji {

void draw_projects(Ui& /*ui*/, const ProjectsView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
