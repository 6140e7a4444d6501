#pragma once

#include "client/model/command.h"
#include "client/model/page.h"

namespace cunji {

/// What opens the page that the command line asked for. A form without an id is begun, as its
/// detail says: "visit household=0192..." is a new visit of that household.
Command command_for_page(const Page& page);

}  // namespace cunji
