#pragma once

#include "shared/base/random.h"
#include "shared/db/database.h"
#include "shared/record/line.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

struct Line {
    Announcement announcement;
    bool county = false;
    bool mine = false;
    bool retired = false;
    bool announced = false;
    std::int64_t receipt_at = 0;
};

std::optional<Line> find_line(Database& database, std::uint64_t rid);
void insert_line(Database& database, const Line& line);
/// This database's own line of the person in the scope that takes new ops.
std::optional<Line> active_line(Database& database, std::string_view by, std::string_view scope);

/// Who writes a line: a person on a device, or the county on its server.
struct LineOwner {
    std::string_view by;
    std::string_view device;  ///< of the county: the server's id, as in `by`
    const KeyPair& keys;
    bool county = false;
};

/// A line that takes new ops, and where it stands: n = 0 for one that has just begun.
struct LineEnd {
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    Hash h{};
};

/// The owner's active line in the scope; begins one when there is none.
LineEnd open_line(Database& database, const LineOwner& owner, std::string_view scope,
                  Random& random);
std::vector<Line> own_lines(Database& database);
std::vector<Line> lines_of_scope(Database& database, std::string_view scope);
void retire_line(Database& database, std::uint64_t rid);
void mark_announced(Database& database, std::uint64_t rid);
/// This database does not write the line any more; only its device does.
void hand_over_line(Database& database, std::uint64_t rid);

void insert_seal(Database& database, const Seal& seal);
/// The first seal of the line at or after its n-th op: hashes chain the ops between.
std::optional<Seal> seal_over(Database& database, std::uint64_t rid, std::int64_t n);

}  // namespace cunji
