#pragma once

#include "sync/round.h"

#include <optional>

namespace cunji {

/// Fetches what this device lacks, page by page.
std::optional<Message> pull_missing(Round& round);

}  // namespace cunji
