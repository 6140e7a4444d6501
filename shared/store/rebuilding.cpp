#include "shared/store/merging.h"
#include "shared/store/schema.h"
#include "shared/store/scopes.h"
#include "shared/store/verifying.h"

#include <set>

namespace cunji {

namespace {

constexpr std::string_view kServed =
    "SELECT scope FROM scope_head WHERE sseq > 0 UNION SELECT scope FROM delivery";
constexpr const char* kClear = R"sql(
DELETE FROM record;
DELETE FROM conflict;
DELETE FROM line_leaf;
DELETE FROM scope_head;
DELETE FROM delivery;
DROP TABLE search;
)sql";
constexpr const char* kLeaves = R"sql(
INSERT INTO line_leaf (rid, n, h, lseq)
SELECT rid, n, h, lseq FROM op o WHERE NOT EXISTS
  (SELECT 1 FROM op c WHERE c.rid = o.rid AND c.n = o.n + 1 AND c.prev = o.lseq)
ORDER BY lseq)sql";
constexpr std::string_view kOps = "SELECT lseq, h, scope, kind, record FROM op ORDER BY lseq";
constexpr std::string_view kHasRecord =
    "SELECT 1 FROM record WHERE id = ?1 AND scope = ?2 AND kind = ?3";

class Rebuilding {
public:
    explicit Rebuilding(const Store& store) : store_(store) {}

    void run() {
        Transaction transaction{db()};
        const std::set<std::string, std::less<>> served = texts_of(kServed);
        clear();
        db().exec(kLeaves);

        // In the order of arrival: deliveries and records get the places they had.
        ScopeTally serving{db(), true};
        ScopeTally holding{db(), false};
        Query ops = db().query(kOps);
        while (ops.step()) {
            ScopeTally& tally = served.contains(ops.text(2)) ? serving : holding;
            tally.add(ops.text(2), ops.integer(0), ops.hash(1));
            const RecordKey key{ops.str(2), ops.str(3), ops.str(4)};
            if (!is_done(key)) make(key);
        }
        serving.flush();
        holding.flush();
        park();
        transaction.commit();
    }

private:
    [[nodiscard]] Database& db() const { return store_.db(); }

    std::set<std::string, std::less<>> texts_of(std::string_view sql) {
        std::set<std::string, std::less<>> out;
        Query query = db().query(sql);
        while (query.step())
            out.insert(query.str(0));
        return out;
    }

    void clear() {
        db().exec(kClear);
        db().exec(std::string{search_table()});
        for (const auto& [kind, form] : store_.policy().forms) {
            store_.table(kind)->ensure(db());
            db().exec("DELETE FROM " + sql_name(kind));
        }
    }

    [[nodiscard]] bool is_done(const RecordKey& key) const {
        return db()
            .integer(kHasRecord, std::string_view{key.id}, std::string_view{key.scope},
                     std::string_view{key.kind})
            .has_value();
    }

    void make(const RecordKey& key) {
        const std::vector<StoredOp> ops = ops_of_record(db(), key);
        refold(store_, key, ops);
        for (const StoredOp& stored : ops) {
            if (!is_known(store_, stored.logged.op)) waiting_.push_back(stored.lseq);
        }
    }

    /// Ops whose kind or fields are not known here wait for their form.
    void park() {
        db().exec("UPDATE op SET parked = 0 WHERE parked = 1");
        for (const std::int64_t lseq : waiting_) {
            db().run("UPDATE op SET parked = 1 WHERE lseq = ?1", lseq);
        }
    }

    const Store& store_;
    std::vector<std::int64_t> waiting_;
};

}  // namespace

void rebuild(const Store& store) {
    Rebuilding{store}.run();
}

}  // namespace cunji
