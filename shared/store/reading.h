#pragma once

#include "shared/json/json.h"
#include "shared/store/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Steps of SQLite's virtual machine that one list may take: about ten times what all members of a
/// county need, ten seconds or so. An expression can be endless.
inline constexpr std::int64_t kListStepsMax = 1'000'000'000;

struct ListOptions {
    std::string where;       ///< SQL over the kind's fields, computed ones too; empty: all
    std::string scope;       ///< empty: every scope held
    bool with_void = false;  ///< also what was declared void or merged into another
    std::int64_t limit = 0;  ///< 0: all
    std::int64_t steps_max = kListStepsMax;
};

/// [{"id", "scope", field: value, ...}] in order of id, nulls left out; lists as arrays.
/// @returns error.list.unknown_kind, error.list.expression (with what SQLite says),
/// error.list.too_slow. The expression can only read data tables.
Result<Json> list_records(const Store& store, std::string_view kind, const ListOptions& options);

/// The rows of one kind whose columns fulfil the SQL `condition`, where ?1 is `value`; as
/// list_records() gives them, computed fields too, also void ones. The condition is ours: nobody
/// outside the program writes it. Empty for a kind that this node does not know.
std::vector<Json> read_rows(const Store& store, std::string_view kind, std::string_view condition,
                            std::string_view value);

/// {"id","kind","scope","fields":{...},"history":[{"op","author","name","device","at","fields",
/// "why"}]} with the newest last; author is the person's id, name theirs if known; a refused op
/// carries "refused": its code; an op of an office its "rank". What an op set stands in "fields" as
/// a value, what it did to a list as {"add":[..],"remove":[..],"append":[..]}. Nothing when no op
/// of the id is held. Follows merge_into: a record that was joined to another also says
/// "merged_into".
std::optional<Json> show_record(const Store& store, std::string_view id, bool history);

/// The "history" of show_record. The same on every node that holds the same ops.
Json history_of(const Store& store, const RecordKey& key);

/// [{"record","kind","scope","field","values":[{"op","value","author","name","device","at"}],
/// "shown"}], oldest record first; "shown" is the op whose value stands in the row. `scope` empty:
/// all.
Json list_conflicts(const Store& store, std::string_view scope);

}  // namespace cunji
