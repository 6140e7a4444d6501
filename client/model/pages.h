#pragma once

#include "client/model/command.h"
#include "client/model/page.h"

namespace cunji {

/// What the area of a page is told when it is opened.
Command enter(const Page& page);

/// What it is told when records have changed while it is shown.
Command refresh(const Page& page);

}  // namespace cunji
