#pragma once

#include "shared/base/message.h"
#include "shared/store/store.h"

#include <vector>

namespace cunji {

/// Everything that must hold of a node's file: SQLite's integrity_check; every op's hash follows
/// from its bytes and its line's op before; ids, leaves, scope digests, counts and (on a server)
/// the running hash s of deliveries; every record's row, heads, flags and conflicts equal the fold
/// of its ops; no row without its ops; every op's row; seals' places exist; searchable names are in
/// the index. Seals' and announcements' signatures are checked where the device's key is known
/// (`device` table). One Message verify.* a problem, at most kVerifyProblemsMax. A file that SQLite
/// itself calls damaged is not looked into further. Reads only.
inline constexpr std::size_t kVerifyProblemsMax = 100;
std::vector<Message> verify(const Store& store);

/// Makes all rows, conflicts, heads, leaves, digests, deliveries and the search index again from
/// op, line and seal, in one transaction. Also deletes rows that no op stands for. What `verify`
/// says of ops, lines and seals themselves it cannot mend. @throws DbError error.db.damaged when an
/// op cannot be read; then nothing is changed.
void rebuild(const Store& store);

}  // namespace cunji
