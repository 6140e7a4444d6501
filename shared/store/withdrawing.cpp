#include "shared/store/withdrawing.h"

#include "shared/record/normalise.h"
#include "shared/store/drafts.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"
#include "shared/store/refusals.h"
#include "shared/store/scopes.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

constexpr std::string_view kHeld =
    "SELECT coalesce(max(n), 0) FROM receipt WHERE rid = ?1";  // by any node
constexpr std::string_view kGroupBegin =
    "SELECT coalesce(max(n), 0) + 1 FROM op WHERE rid = ?1 AND n < ?2 AND ends = 1";
constexpr std::string_view kOpsFrom = R"sql(
SELECT lseq, n, h, record, kind, scope, bytes FROM op WHERE rid = ?1 AND n >= ?2)sql";
constexpr std::string_view kOpsOfRecord =
    "SELECT lseq, rid, n, bytes FROM op WHERE record = ?1 AND scope = ?2 AND kind = ?3";
constexpr std::string_view kLeaves = R"sql(
INSERT INTO line_leaf (rid, n, h, lseq)
SELECT rid, n, h, lseq FROM op o WHERE rid = ?1 AND NOT EXISTS
  (SELECT 1 FROM op c WHERE c.rid = o.rid AND c.n = o.n + 1 AND c.prev = o.lseq))sql";
constexpr std::string_view kDropSeals = R"sql(
DELETE FROM seal WHERE rid = ?1 AND NOT EXISTS
  (SELECT 1 FROM op o WHERE o.rid = seal.rid AND o.n = seal.n AND o.h = seal.h))sql";
// The picture stays, and is found by the photo that is entered again.
constexpr std::string_view kFreeBlobs = R"sql(
UPDATE blob SET record = '' WHERE record = ?1 AND scope = ?2
  AND NOT EXISTS (SELECT 1 FROM op o WHERE o.record = ?1 AND o.scope = ?2))sql";
constexpr std::string_view kLineOps =
    "SELECT n, h, bytes, prev FROM op WHERE rid = ?1 AND n > ?2 ORDER BY n";

struct Leaving {
    OpId id;
    RecordKey record;
    std::string bytes;
};

template <typename Changes>
void put_changes(Json& body, const char* key, const Changes& changes) {
    for (const auto& [name, value] : changes)
        body[key][name] = to_json(Value{value});
}

/// All that the person wrote; the log has it no more.
Json body_of(const std::string& bytes) {
    Json body = Json::object();
    const Result<Op> op = decode_op(bytes);
    if (!op) {
        const bool is_text = normalise_text(bytes).has_value();
        body["bytes"] = is_text ? bytes : to_base64(bytes_of(bytes));
        return body;
    }
    put_changes(body, "set", op->set);
    put_changes(body, "add", op->add);
    put_changes(body, "rem", op->rem);
    put_changes(body, "app", op->app);
    if (!op->why.empty()) body["why"] = op->why;
    return body;
}

class Withdrawing {
public:
    Withdrawing(const Store& store, const Withdrawal& why) : store_(store), why_(why) {}

    std::optional<Withdrawn> run() {
        const std::int64_t held = held_of(why_.line);
        if (!cut(why_.line, std::max(why_.from, held + 1))) return std::nullopt;
        // Each turn takes what builds on the turn before; a line is only ever cut further down.
        do {
            collect();
        } while (!blocked_ && cut_what_builds_on_them());
        if (blocked_ || leaving_.empty()) return std::nullopt;
        Withdrawn out;
        for (const auto& [lseq, op] : leaving_)
            take_out(lseq, op, out);
        for (const auto& [rid, from] : cuts_)
            end_line(rid, out);
        for (const std::string& scope : scopes_)
            recount_scope(db(), scope);
        for (const RecordKey& record : records_) {
            refold(store_, record);
            db().run(kFreeBlobs, std::string_view{record.id}, std::string_view{record.scope});
        }
        return out;
    }

private:
    [[nodiscard]] Database& db() const { return store_.db(); }

    [[nodiscard]] std::int64_t held_of(std::uint64_t rid) const {
        return db().integer(kHeld, signed_rid(rid)).value_or(0);
    }

    /// False, and blocked, when the line's ops from n on may not leave.
    bool cut(std::uint64_t rid, std::int64_t n) {
        const std::optional<Line> line = find_line(db(), rid);
        const std::int64_t begin = db().integer(kGroupBegin, signed_rid(rid), n).value_or(1);
        blocked_ = blocked_ || !line || !line->mine || leaves_of(db(), rid).size() != 1 ||
                   begin <= held_of(rid);
        if (blocked_) return false;
        const auto known = cuts_.find(rid);
        if (known == cuts_.end() || begin < known->second) cuts_[rid] = begin;
        return true;
    }

    void collect() {
        for (const auto& [rid, from] : cuts_) {
            Query query = db().query(kOpsFrom, signed_rid(rid), from);
            while (query.step()) {
                Leaving op;
                op.id.rid = rid;
                op.id.n = query.integer(1);
                std::copy_n(query.blob(2).begin(), op.id.h.size(), op.id.h.begin());
                op.record = {query.str(5), query.str(4), query.str(3)};
                op.bytes = query.str(6);
                ids_.insert(op.id);
                scopes_.insert(op.record.scope);
                records_.insert(op.record);
                leaving_.emplace(query.integer(0), std::move(op));
            }
        }
    }

    bool cut_what_builds_on_them() {
        std::vector<std::pair<std::uint64_t, std::int64_t>> found;
        for (const RecordKey& record : records_) {
            Query query = db().query(kOpsOfRecord, std::string_view{record.id},
                                     std::string_view{record.scope}, std::string_view{record.kind});
            while (query.step()) {
                if (leaving_.contains(query.integer(0))) continue;
                const Result<Op> op = decode_op(query.text(3));
                if (!op) continue;  // verify tells of it
                const bool builds = std::any_of(op->par.begin(), op->par.end(),
                                                [&](const OpId& id) { return ids_.contains(id); });
                if (builds) found.emplace_back(unsigned_rid(query.integer(1)), query.integer(2));
            }
        }
        for (const auto& [rid, n] : found)
            cut(rid, n);
        return !found.empty();
    }

    void take_out(std::int64_t lseq, const Leaving& op, Withdrawn& out) {
        const std::string id = to_text(op.id);
        put_draft(store_, {id, op.record, body_of(op.bytes), why_.text, why_.at});
        put_refusal(store_, {id, op.record.id, why_.code, why_.text, why_.at});
        db().run("DELETE FROM op WHERE lseq = ?1", lseq);
        out.ops.insert(lseq);
    }

    void end_line(std::uint64_t rid, Withdrawn& out) {
        db().run("DELETE FROM line_leaf WHERE rid = ?1", signed_rid(rid));
        db().run(kLeaves, signed_rid(rid));
        db().run(kDropSeals, signed_rid(rid));
        retire_line(db(), rid);
        out.lines.insert(rid);
    }

    const Store& store_;
    const Withdrawal& why_;
    bool blocked_ = false;
    std::map<std::uint64_t, std::int64_t> cuts_;  ///< lines, and the first n that leaves
    std::map<std::int64_t, Leaving> leaving_;     ///< by lseq
    std::set<OpId> ids_;
    std::set<std::string> scopes_;
    std::set<RecordKey> records_;
};

}  // namespace

std::optional<Withdrawn> withdraw_ops(const Store& store, const Withdrawal& why) {
    return Withdrawing{store, why}.run();
}

std::optional<std::int64_t> first_damaged_op(const Store& store, std::uint64_t line,
                                             std::int64_t n) {
    Query query = store.db().query(kLineOps, signed_rid(line), n);
    while (query.step()) {
        const Hash parent = hash_of(store.db(), query.is_null(3) ? 0 : query.integer(3));
        if (chain(parent, query.text(2)) != query.hash(1)) return query.integer(0);
    }
    return std::nullopt;
}

}  // namespace cunji
