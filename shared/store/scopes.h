#pragma once

#include "shared/db/database.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

using Digest = std::array<std::uint8_t, 16>;

/// What a node holds of a scope: equal digests = the same ops.
struct ScopeHead {
    std::int64_t ops = 0;
    Digest digest{};        ///< sum mod 2^128 of the first 16 bytes of each h
    std::int64_t sseq = 0;  ///< last delivered here
    Hash s{};               ///< running hash of the deliveries
};

ScopeHead scope_head(Database& database, std::string_view scope);
std::vector<std::string> scopes_held(Database& database);

/// Counts a scope's ops and their digest again, after some have gone. Not where ops are delivered:
/// what was delivered stays.
void recount_scope(Database& database, std::string_view scope);

/// Adds one h; big-endian, so that a shell can do the same sum.
void add_to_digest(Digest& digest, const Hash& h);

/// Counts ops into their scopes and, on a server, gives them their place in the delivery order.
/// Keeps the heads of one transaction in memory; flush() writes them, before the commit.
class ScopeTally {
public:
    ScopeTally(Database& database, bool delivers) : database_(database), delivers_(delivers) {}

    void add(std::string_view scope, std::int64_t lseq, const Hash& h);
    void flush();

private:
    Database& database_;
    bool delivers_;
    std::map<std::string, ScopeHead, std::less<>> heads_;
};

}  // namespace cunji
