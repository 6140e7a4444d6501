#pragma once

#include "server/node.h"
#include "shared/base/message.h"
#include "shared/base/random.h"

#include <optional>
#include <string>

namespace cunji {

/// Puts a backup in the place of the county's database, with a new epoch and new lines of its own:
/// devices then notice that they hold more than the server and bring it back. The file that was
/// there is kept beside it. @returns why not, if it could not.
std::optional<Message> restore_county(const CountyFolder& folder, const std::string& file,
                                      Random& random);

}  // namespace cunji
