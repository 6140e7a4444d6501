#include "shared/store/scopes.h"

#include "shared/base/check.h"
#include "shared/crypto/crypto.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kHead = "SELECT ops, digest, sseq, s FROM scope_head WHERE scope = ?1";
constexpr std::string_view kScopes = "SELECT scope FROM scope_head ORDER BY scope";
constexpr std::string_view kDeliver =
    "INSERT INTO delivery (scope, sseq, lseq, s) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kWriteHead = R"sql(
INSERT INTO scope_head (scope, ops, digest, sseq, s) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (scope) DO UPDATE SET ops = excluded.ops, digest = excluded.digest,
  sseq = excluded.sseq, s = excluded.s)sql";

}  // namespace

ScopeHead scope_head(Database& database, std::string_view scope) {
    ScopeHead head;
    Query query = database.query(kHead, scope);
    if (!query.step()) return head;
    head.ops = query.integer(0);
    const ByteView digest = query.blob(1);
    std::copy_n(digest.begin(), std::min(digest.size(), head.digest.size()), head.digest.begin());
    head.sseq = query.integer(2);
    head.s = query.hash(3);
    return head;
}

std::vector<std::string> scopes_held(Database& database) {
    std::vector<std::string> out;
    Query query = database.query(kScopes);
    while (query.step())
        out.push_back(query.str(0));
    return out;
}

void recount_scope(Database& database, std::string_view scope) {
    ScopeHead head = scope_head(database, scope);
    CHECK_THAT(head.sseq == 0);
    head.ops = 0;
    head.digest = {};
    {
        Query query = database.query("SELECT h FROM op WHERE scope = ?1", scope);
        while (query.step()) {
            ++head.ops;
            add_to_digest(head.digest, query.hash(0));
        }
    }
    database.run(kWriteHead, scope, head.ops, ByteView{head.digest}, head.sseq, head.s);
}

void add_to_digest(Digest& digest, const Hash& h) {
    unsigned carry = 0;
    for (std::size_t i = digest.size(); i-- > 0;) {
        carry += static_cast<unsigned>(digest[i]) + h[i];
        digest[i] = static_cast<std::uint8_t>(carry & 0xffU);
        carry >>= 8U;
    }
}

void ScopeTally::add(std::string_view scope, std::int64_t lseq, const Hash& h) {
    auto found = heads_.find(scope);
    if (found == heads_.end()) {
        found = heads_.emplace(std::string{scope}, scope_head(database_, scope)).first;
    }
    ScopeHead& head = found->second;
    ++head.ops;
    add_to_digest(head.digest, h);
    if (!delivers_) return;
    ++head.sseq;
    head.s = blake2b(head.s, {reinterpret_cast<const char*>(h.data()), h.size()});
    database_.run(kDeliver, scope, head.sseq, lseq, head.s);
}

void ScopeTally::flush() {
    for (const auto& [scope, head] : heads_) {
        database_.run(kWriteHead, std::string_view{scope}, head.ops, ByteView{head.digest},
                      head.sseq, head.s);
    }
    heads_.clear();
}

}  // namespace cunji
