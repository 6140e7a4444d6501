#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"
#include "shared/store/scopes.h"
#include "shared/store/verifying_parts.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

constexpr std::string_view kOps = R"sql(
SELECT o.lseq, o.rid, o.n, o.h, o.prev, o.record, o.kind, o.scope, o.at, o.parked, o.bytes,
  p.rid, p.n, p.h, l.by, l.scope
FROM op o LEFT JOIN op p ON p.lseq = o.prev LEFT JOIN line l ON l.rid = o.rid ORDER BY o.lseq)sql";
constexpr std::string_view kLeavesMissing = R"sql(
SELECT rid, n, h, lseq FROM op o WHERE NOT EXISTS
  (SELECT 1 FROM op c WHERE c.rid = o.rid AND c.n = o.n + 1 AND c.prev = o.lseq)
EXCEPT SELECT rid, n, h, lseq FROM line_leaf)sql";
constexpr std::string_view kLeavesExtra = R"sql(
SELECT rid, n, h, lseq FROM line_leaf
EXCEPT SELECT rid, n, h, lseq FROM op o WHERE NOT EXISTS
  (SELECT 1 FROM op c WHERE c.rid = o.rid AND c.n = o.n + 1 AND c.prev = o.lseq))sql";
constexpr std::string_view kDeliveries = R"sql(
SELECT d.scope, d.sseq, d.s, o.h FROM delivery d
LEFT JOIN op o ON o.lseq = d.lseq AND o.scope = d.scope ORDER BY d.scope, d.sseq)sql";
constexpr std::string_view kLines = R"sql(
SELECT l.rid, l.by, l.scope, l.device, l.announcement, l.signature, d.public_key
FROM line l LEFT JOIN device d ON d.id = l.device ORDER BY l.rid)sql";
constexpr std::string_view kDevices = R"sql(
SELECT device FROM certificate UNION SELECT id FROM device ORDER BY 1)sql";
constexpr std::string_view kSeals = R"sql(
SELECT s.rid, s.n, s.h, s.from_n, s.signature, o.lseq, d.public_key, l.device
FROM seal s LEFT JOIN op o ON o.rid = s.rid AND o.n = s.n AND o.h = s.h
LEFT JOIN line l ON l.rid = s.rid LEFT JOIN device d ON d.id = l.device
ORDER BY s.rid, s.n)sql";

template <typename Array>
Array array_of(ByteView bytes) {
    Array out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

std::string rid_text(const Query& query, int column) {
    return to_hex64(unsigned_rid(query.integer(column)));
}

/// What the ops held say of a scope.
struct Sum {
    std::int64_t ops = 0;
    Digest digest{};
};

using Sums = std::map<std::string, Sum, std::less<>>;

class LogCheck {
public:
    LogCheck(const Store& store, Problems& problems) : store_(store), problems_(problems) {}

    std::set<RecordKey> run() {
        check_ops();
        check_leaves(kLeavesMissing);
        check_leaves(kLeavesExtra);
        const Sums delivered = check_deliveries();
        check_scopes(delivered);
        read_certificates();
        check_lines();
        check_seals();
        return std::move(unreadable_);
    }

private:
    [[nodiscard]] Database& db() const { return store_.db(); }

    void check_ops() {
        Query query = db().query(kOps);
        while (!problems_.full() && query.step()) {
            const Hash h = query.hash(3);
            Sum& sum = held_[query.str(7)];
            ++sum.ops;
            add_to_digest(sum.digest, h);

            const OpId id{unsigned_rid(query.integer(1)), query.integer(2),
                          array_of<decltype(OpId::h)>(query.blob(3))};
            const std::string name = to_text(id);
            const std::string_view bytes = query.text(10);
            const bool has_parent = check_line_parent(query, name);
            if (has_parent && chain(query.hash(13), bytes) != h) {
                problems_.add("verify.hash", {{"op", name}});
            }
            const Result<Op> op = decode_op(bytes);
            if (op.ok()) {
                check_op(query, *op, name);
            } else {
                problems_.add("verify.op_unreadable", {{"op", name}});
                unreadable_.insert({query.str(7), query.str(6), query.str(5)});
            }
        }
    }

    /// The line's op before stands where the op says: the h it is chained to (zero for n = 1).
    bool check_line_parent(const Query& query, const std::string& name) {
        const bool first = query.integer(2) == 1;
        const bool good = first ? query.is_null(4)
                                : !query.is_null(11) && query.integer(4) < query.integer(0) &&
                                      query.integer(11) == query.integer(1) &&
                                      query.integer(12) == query.integer(2) - 1;
        if (!good) problems_.add("verify.line_parent", {{"op", name}});
        return good;
    }

    void check_op(const Query& query, const Op& op, const std::string& name) {
        const bool same = signed_rid(op.rid) == query.integer(1) && op.n == query.integer(2) &&
                          op.rec == query.text(5) && op.kind == query.text(6) &&
                          op.scope == query.text(7) && op.at == query.integer(8);
        if (!same) problems_.add("verify.op_columns", {{"op", name}});
        if (query.is_null(14)) {
            problems_.add("verify.no_line", {{"op", name}});
        } else if (op.by != query.text(14) || op.scope != query.text(15)) {
            problems_.add("verify.line", {{"op", name}});
        }
        for (const OpId& parent : op.par) {
            const std::optional<std::int64_t> place = find_op(db(), parent);
            if (place && *place < query.integer(0)) continue;
            problems_.add("verify.record_parent", {{"op", name}, {"parent", to_text(parent)}});
        }
        if (is_known(store_, op) == (query.integer(9) != 0)) {
            problems_.add("verify.parked", {{"op", name}});
        }
    }

    void check_leaves(std::string_view sql) {
        Query query = db().query(sql);
        while (!problems_.full() && query.step()) {
            problems_.add("verify.leaf",
                          {{"line", rid_text(query, 0)}, {"n", std::to_string(query.integer(1))}});
        }
    }

    /// Each scope's deliveries are numbered 1, 2, 3 ... and chained. @returns what was delivered.
    Sums check_deliveries() {
        Sums delivered;
        std::map<std::string, Hash, std::less<>> last;
        Query query = db().query(kDeliveries);
        while (!problems_.full() && query.step()) {
            const std::string scope = query.str(0);
            Sum& sum = delivered[scope];
            Hash& s = last[scope];
            const Hash h = query.hash(3);
            const Hash next = blake2b(s, {reinterpret_cast<const char*>(h.data()), h.size()});
            ++sum.ops;
            add_to_digest(sum.digest, h);
            s = query.hash(2);  // one problem, not all that follow from it
            if (query.is_null(3) || query.integer(1) != sum.ops || s != next) {
                problems_.add("verify.delivery",
                              {{"scope", scope}, {"sseq", std::to_string(query.integer(1))}});
                sum.ops = query.integer(1);
            }
        }
        for (const auto& [scope, s] : last) {
            if (scope_head(db(), scope).s != s) problems_.add("verify.scope", {{"scope", scope}});
        }
        return delivered;
    }

    /// Digests and counts; where this node serves others, every op has its place there.
    void check_scopes(const Sums& delivered) {
        std::set<std::string> scopes;
        for (const std::string& scope : scopes_held(db()))
            scopes.insert(scope);
        for (const auto& [scope, sum] : held_)
            scopes.insert(scope);
        for (const auto& [scope, sum] : delivered)
            scopes.insert(scope);
        for (const std::string& scope : scopes) {
            const ScopeHead head = scope_head(db(), scope);
            const Sum sum = held_[scope];
            const auto found = delivered.find(scope);
            const Sum given = found == delivered.end() ? Sum{} : found->second;
            const bool all_given =
                given.ops == 0 || (given.ops == sum.ops && given.digest == sum.digest);
            if (head.ops != sum.ops || head.digest != sum.digest || head.sseq != given.ops ||
                !all_given) {
                problems_.add("verify.scope", {{"scope", scope}});
            }
        }
    }

    /// What the county signed decides; a key that merely stands in the file only where the county
    /// is not known.
    void read_certificates() {
        const std::optional<PublicKey> county = county_key(store_);
        if (!county) return;
        Query query = db().query(kDevices);
        while (!problems_.full() && query.step()) {
            const std::string device = query.str(0);
            if (const std::optional<Certificate> said = trusted_certificate(store_, device)) {
                certificates_[device] = *said;
            } else {
                problems_.add("verify.certificate", {{"device", device}});
            }
        }
    }

    /// The key that signs for a device, as far as it is known. `stored` is the column of the table.
    [[nodiscard]] std::optional<PublicKey> key_of_device(std::string_view device,
                                                         const Query& query, int stored) const {
        const auto found = certificates_.find(device);
        if (found != certificates_.end()) return found->second.device_key;
        if (query.is_null(stored)) return std::nullopt;
        return array_of<PublicKey>(query.blob(stored));
    }

    /// Who enrolled the device is who writes on it.
    [[nodiscard]] bool is_of_person(std::string_view device, std::string_view by) const {
        const auto found = certificates_.find(device);
        return found == certificates_.end() || found->second.by == by;
    }

    void check_lines() {
        Query query = db().query(kLines);
        while (!problems_.full() && query.step()) {
            const auto said = read_announcement(query.text(4), array_of<Signature>(query.blob(5)));
            const bool same = said && said->rid == unsigned_rid(query.integer(0)) &&
                              said->by == query.text(1) && said->scope == query.text(2) &&
                              said->device == query.text(3);
            const auto key = key_of_device(query.text(3), query, 6);
            const bool signed_so = !same || ((!key || verify_announcement(*said, *key)) &&
                                             is_of_person(query.text(3), query.text(1)));
            if (!same || !signed_so) {
                problems_.add("verify.announcement", {{"line", rid_text(query, 0)}});
            }
        }
    }

    void check_seals() {
        Query query = db().query(kSeals);
        while (!problems_.full() && query.step()) {
            const std::int64_t n = query.integer(1);
            const std::string text = seal_text(unsigned_rid(query.integer(0)), n, query.hash(2));
            const auto key = key_of_device(query.text(7), query, 6);
            const char* problem = nullptr;
            if (query.is_null(5) || query.integer(3) < 1 || query.integer(3) > n) {
                problem = "verify.seal_place";
            } else if (key && !verify(*key, text, array_of<Signature>(query.blob(4)))) {
                problem = "verify.seal";
            }
            if (problem == nullptr) continue;
            problems_.add(problem, {{"line", rid_text(query, 0)}, {"n", std::to_string(n)}});
        }
    }

    const Store& store_;
    Problems& problems_;
    Sums held_;
    std::set<RecordKey> unreadable_;
    std::map<std::string, Certificate, std::less<>> certificates_;
};

}  // namespace

std::set<RecordKey> verify_log(const Store& store, Problems& problems) {
    return LogCheck{store, problems}.run();
}

}  // namespace cunji
