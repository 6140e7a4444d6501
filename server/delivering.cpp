#include "server/delivering.h"

#include "server/audit.h"
#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/scopes.h"

#include <algorithm>
#include <map>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kAfter = R"sql(
SELECT d.sseq, d.s, o.lseq, o.rid, o.n, o.h, coalesce(o.prev, 0), o.ends, o.bytes
FROM delivery d JOIN op o ON o.lseq = d.lseq
WHERE d.scope = ?1 AND d.sseq > ?2 ORDER BY d.sseq)sql";
constexpr std::string_view kRunningHash = "SELECT s FROM delivery WHERE scope = ?1 AND sseq = ?2";
constexpr std::string_view kHashOfPrev = "SELECT h FROM op WHERE lseq = ?1";
constexpr std::string_view kSealsOver = R"sql(
SELECT n, h, from_n, signature FROM seal WHERE rid = ?1 AND n >= ?2 AND from_n <= ?3 ORDER BY n)sql";

/// The op a point names, if this node holds it.
std::optional<std::int64_t> held(Database& database, const LinePoint& point) {
    return find_op(database, OpId{point.rid, point.n, point.h});
}

bool is_of_our_history(Database& database, const ScopePoint& cursor) {
    if (cursor.sseq == 0) return true;
    Query query = database.query(kRunningHash, std::string_view{cursor.scope}, cursor.sseq);
    return query.step() && shorten(query.hash(0)) == cursor.s;
}

/// Of the scopes that the device may read.
std::vector<std::string> scopes_to_restart(const Store& store, const Identity& identity,
                                           const Device& device, std::string_view epoch,
                                           const std::vector<ScopePoint>& cursors) {
    std::vector<std::string> out;
    for (const ScopePoint& cursor : cursors) {
        const bool ours =
            cursor.sseq == 0 || (epoch == identity.epoch && is_of_our_history(store.db(), cursor));
        if (!ours && may_read(store, device, cursor.scope)) out.push_back(cursor.scope);
    }
    return out;
}

/// The ops that a device says it has: everything on the chain that ends at its point.
class Known {
public:
    Known(Database& database, const std::vector<LinePoint>& points) {
        for (const LinePoint& point : points) {
            const std::optional<std::int64_t> end = held(database, point);
            if (!end) continue;
            if (leaves_of(database, point.rid).size() == 1) {
                std::int64_t& upto = straight_[point.rid];
                upto = std::max(upto, point.n);
            } else {
                const Leaf leaf{point.rid, point.n, {}, *end};
                const std::vector<std::int64_t> chain = branch_after(database, leaf, 0);
                forked_.insert(chain.begin(), chain.end());
            }
        }
    }

    [[nodiscard]] bool holds(std::uint64_t rid, std::int64_t n, std::int64_t lseq) const {
        const auto found = straight_.find(rid);
        return (found != straight_.end() && n <= found->second) || forked_.contains(lseq);
    }

private:
    std::map<std::uint64_t, std::int64_t> straight_;  ///< lines without a fork: up to n
    std::set<std::int64_t> forked_;
};

/// Builds one page of a pull.
class Page {
public:
    Page(const Store& store, const Identity& identity, const PullRequest& request)
        : database_(store.db()),
          store_(store),
          request_(request),
          known_(database_, request.have),
          budget_(request.budget) {
        head_.epoch = identity.epoch;
    }

    void add_scope(const ScopePoint& cursor) {
        PullAnswer::Next next{cursor.scope, cursor.sseq, {}};
        if (cursor.sseq > 0) next.s = full_hash(cursor);
        if (head_.more) {
            head_.next.push_back(next);
            return;
        }
        Query query = database_.query(kAfter, std::string_view{cursor.scope}, cursor.sseq);
        std::int64_t before = 0;  // lseq of the text line before
        while (query.step()) {
            // A page ends between groups, so that what one action saved arrives as one.
            if (body_.size() >= budget_ && between_groups_) {
                head_.more = true;
                break;
            }
            between_groups_ = query.integer(7) != 0;
            next.sseq = query.integer(0);
            next.s = query.hash(1);
            before = add_op(query, before, cursor.scope);
        }
        head_.next.push_back(next);
    }

    PulledPage finish() {
        for (const auto& [rid, range] : ranges_)
            add_line(rid, range.first, range.second);
        for (const std::string& device : request_.want) {
            if (writes_here(device)) add_certificate(device);
        }
        return {encode_head(head_) + '\n' + body_, std::move(delivered_)};
    }

private:
    std::int64_t add_op(const Query& query, std::int64_t before, const std::string& scope) {
        const std::int64_t lseq = query.integer(2);
        const std::uint64_t rid = unsigned_rid(query.integer(3));
        const std::int64_t n = query.integer(4);
        if (known_.holds(rid, n, lseq)) return before;
        const std::int64_t prev = query.integer(6);
        if (prev == 0 || prev == before) {
            append_pulled(body_, query.integer(0), nullptr, query.text(8));
        } else {
            Query parent = database_.query(kHashOfPrev, prev);
            parent.step();
            const Hash h = parent.hash(0);
            append_pulled(body_, query.integer(0), &h, query.text(8));
        }
        note_delivered(scope, query.integer(0));
        const auto [range, fresh] = ranges_.try_emplace(rid, n, n);
        range->second.first = std::min(range->second.first, n);
        range->second.second = std::max(range->second.second, n);
        return lseq;
    }

    void note_delivered(const std::string& scope, std::int64_t sseq) {
        if (delivered_.empty() || delivered_.back().scope != scope) {
            delivered_.push_back({scope, 0, sseq, sseq});
        }
        ++delivered_.back().ops;
        delivered_.back().last = sseq;
    }

    void add_line(std::uint64_t rid, std::int64_t from, std::int64_t to) {
        if (from == 1) {
            if (const std::optional<Line> line = find_line(database_, rid)) {
                const auto account = find_account(store_, line->announcement.by);
                head_.lines.push_back({{line->announcement.bytes, line->announcement.signature},
                                       line->county,
                                       account ? account->name : std::string{}});
                if (!line->county) add_certificate(line->announcement.device);
            }
        }
        Query query = database_.query(kSealsOver, signed_rid(rid), from, to);
        while (query.step()) {
            Seal seal{rid, query.integer(0), query.hash(1), query.integer(2), {}};
            const ByteView bytes = query.blob(3);
            std::copy_n(bytes.begin(), std::min(bytes.size(), seal.signature.size()),
                        seal.signature.begin());
            head_.seals.push_back(seal);
        }
    }

    /// Only of those who write where the asking person may read.
    [[nodiscard]] bool writes_here(const std::string& device) const {
        return std::any_of(head_.next.begin(), head_.next.end(), [&](const PullAnswer::Next& next) {
            return writes_in_scope(store_, device, next.scope);
        });
    }

    void add_certificate(const std::string& device) {
        if (!told_.insert(device).second) return;
        if (std::optional<Signed> content = certificate_of(store_, device)) {
            head_.certificates.push_back(std::move(*content));
        }
    }

    Hash full_hash(const ScopePoint& cursor) {
        Query query = database_.query(kRunningHash, std::string_view{cursor.scope}, cursor.sseq);
        return query.step() ? query.hash(0) : Hash{};
    }

    Database& database_;
    const Store& store_;
    const PullRequest& request_;
    Known known_;
    std::size_t budget_;
    PullAnswer head_;
    std::string body_;
    std::vector<Delivered> delivered_;
    bool between_groups_ = true;
    std::map<std::uint64_t, std::pair<std::int64_t, std::int64_t>> ranges_;
    std::set<std::string> told_;  ///< devices whose certificate is in the answer
};

}  // namespace

HelloAnswer answer_hello(const Store& store, const Identity& identity, const Device& device,
                         const HelloRequest& request, Millis now) {
    HelloAnswer answer;
    answer.node = identity.node;
    answer.epoch = identity.epoch;
    answer.time = now;
    answer.policy = store.policy().version;
    for (const LinePoint& point : request.lines) {
        const std::optional<Line> line = find_line(store.db(), point.rid);
        if (!line || !may_read_line(store, device, line->announcement)) {
            answer.unknown.push_back(point.rid);
            continue;
        }
        for (const Leaf& leaf : leaves_of(store.db(), point.rid)) {
            answer.leaves.push_back({leaf.rid, leaf.n, shorten(leaf.h)});
        }
    }
    for (const std::string& scope : granted_scopes(store, device.by)) {
        answer.heads.emplace_back(scope, scope_head(store.db(), scope).sseq);
    }
    answer.restart = scopes_to_restart(store, identity, device, request.epoch, request.cursors);
    if (request.audit) answer.audit = checkpoint_to_tell(store, *request.audit);
    return answer;
}

std::variant<PulledPage, Restart> answer_pull(const Store& store, const Identity& identity,
                                              const Device& device, const PullRequest& request) {
    Restart restart{scopes_to_restart(store, identity, device, request.epoch, request.cursors)};
    if (!restart.scopes.empty()) return restart;
    Page page{store, identity, request};
    for (const ScopePoint& cursor : request.cursors) {
        if (may_read(store, device, cursor.scope)) page.add_scope(cursor);
    }
    return page.finish();
}

LeavesAnswer answer_leaves(const Store& store, const LeavesRequest& request) {
    LeavesAnswer answer;
    std::set<std::uint64_t> lines;
    for (const LinePoint& point : request.leaves) {
        const std::optional<Line> line = find_line(store.db(), point.rid);
        const bool of_scope = line && line->announcement.scope == request.scope;
        if (!of_scope || !held(store.db(), point)) answer.unknown.push_back(point);
        if (of_scope) lines.insert(point.rid);
    }
    for (const std::uint64_t rid : lines) {
        for (const Leaf& leaf : leaves_of(store.db(), rid)) {
            answer.leaves.push_back({rid, leaf.n, shorten(leaf.h)});
        }
    }
    return answer;
}

}  // namespace cunji
