#pragma once

#include "shared/db/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// The history of the fixed tables; the typed tables of the kinds follow the forms instead
/// (typed_table.h). Append only: files in the field stand at each of these numbers.
const std::vector<Migration>& schema_steps();

/// The SQL that makes the search index, for `rebuild`.
std::string_view search_table();

/// Tables that an expression written by a person or a policy must not read.
const std::vector<std::string>& hidden_tables();

}  // namespace cunji
