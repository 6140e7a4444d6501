#pragma once

#include "shared/store/store.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cunji {

/// What a node said it holds of one of this database's lines: up to n. Also when that is less than
/// it said before (it was replaced by an older copy): "synced" is only shown as last heard.
void set_receipt(const Store& store, std::uint64_t rid, std::string_view node, std::int64_t n,
                 Millis at);
std::int64_t receipt_of(const Store& store, std::uint64_t rid, std::string_view node);

/// Up to where the node keeps a line of this closed-out device for an office to judge: nobody has
/// the ops yet, and they need not be sent again.
void set_quarantined(const Store& store, std::uint64_t rid, std::string_view node, std::int64_t n,
                     Millis at);
std::int64_t quarantined_of(const Store& store, std::uint64_t rid, std::string_view node);
/// Own ops that lie there and that the node does not hold.
std::int64_t ops_in_quarantine(const Store& store, std::string_view node);

/// Marks an own op as refused and gives its content back as a draft, without the fields that a
/// later op of the record wrote. `why` is "code: text" as the county's annulment says it.
void give_back(const Store& store, const OpId& refused, std::string_view why, Millis at);

/// Own ops, and how many of them the node holds.
struct OwnOps {
    std::int64_t all = 0;
    std::int64_t held = 0;
};

OwnOps count_own_ops(const Store& store, std::string_view node);

/// Takes a scope out of this database: ops, rows, cursor. What was given back to the person stays.
/// Only when the county holds all of it.
void evict_scope(const Store& store, std::string_view scope);

}  // namespace cunji
