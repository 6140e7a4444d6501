#include "client/screens/form_screen.h"

namespace cunji {

void draw_form(Ui& /*ui*/, const FormView& /*view*/, Commands& /*commands*/) {}

}  // namespace cunji
