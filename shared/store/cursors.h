#pragma once

#include "shared/db/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// How far a scope has been pulled from a node: the prefix of its delivery order that is held here.
struct Cursor {
    std::string scope;
    std::string epoch;
    std::int64_t sseq = 0;
    Hash s{};
};

std::vector<Cursor> cursors_of(Database& database, std::string_view node);
/// In the same transaction as the ops it covers.
void set_cursor(Database& database, std::string_view node, const Cursor& cursor);

}  // namespace cunji
