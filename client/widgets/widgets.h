#pragma once

// Everything a screen draws with.
#include "client/widgets/button.h"     // IWYU pragma: export
#include "client/widgets/chart.h"      // IWYU pragma: export
#include "client/widgets/choice.h"     // IWYU pragma: export
#include "client/widgets/compare.h"    // IWYU pragma: export
#include "client/widgets/date.h"       // IWYU pragma: export
#include "client/widgets/dialog.h"     // IWYU pragma: export
#include "client/widgets/field.h"      // IWYU pragma: export
#include "client/widgets/layout.h"     // IWYU pragma: export
#include "client/widgets/list.h"       // IWYU pragma: export
#include "client/widgets/page.h"       // IWYU pragma: export
#include "client/widgets/photo.h"      // IWYU pragma: export
#include "client/widgets/signature.h"  // IWYU pragma: export
#include "client/widgets/status.h"     // IWYU pragma: export
#include "client/widgets/text.h"       // IWYU pragma: export
#include "client/widgets/ui.h"         // IWYU pragma: export
