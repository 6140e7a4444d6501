#pragma once

#include "server/audit.h"
#include "shared/base/message.h"
#include "shared/base/random.h"

#include <optional>
#include <string>

namespace cunji {

/// Puts a backup in the place of the county's database, with a new epoch and new lines of its own:
/// devices then notice that they hold more than the server and bring it back. The file that was
/// there is kept beside it. `event` goes into the audit log of the copy. @returns why not, if it
/// could not.
std::optional<Message> restore_county(const CountyFolder& folder, const std::string& file,
                                      const AuditEvent& event, Millis now, Random& random);

}  // namespace cunji
