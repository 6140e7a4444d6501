#pragma once

#include "shared/store/store.h"

#include <span>
#include <string>
#include <vector>

namespace cunji {

/// Brings the rows of a record in step with one more op that the log already holds: on top when it
/// saw all heads, else by folding the record again.
void merge_op(const Store& store, const LoggedOp& logged);

/// Makes the rows of a record from its ops; without any, nothing of it stays.
void refold(const Store& store, const RecordKey& key);
void refold(const Store& store, const RecordKey& key, std::span<const StoredOp> ops);

/// The fold of a record's ops, and what the tables hold of it; `verify` compares them.
RecordState fold_record(const Store& store, const RecordKey& key);
/// The same of ops already read: all of one record of the kind.
RecordState fold_ops(const Store& store, std::string_view kind, std::span<const StoredOp> ops);
std::optional<RecordState> stored_state(const Store& store, const RecordKey& key);

/// Heads as the record table has them.
std::string heads_text(const std::vector<OpId>& heads);

/// Whether this node knows all that the op talks about; else it is parked.
bool is_known(const Store& store, const Op& op);

}  // namespace cunji
