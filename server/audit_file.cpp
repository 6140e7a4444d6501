#include "server/audit_file.h"

#include "shared/store/certificates.h"

#include <algorithm>
#include <ostream>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kRows = R"sql(
SELECT seq, h, bytes FROM audit
WHERE seq <= (SELECT max(seq) FROM audit_checkpoint) ORDER BY seq)sql";
constexpr std::string_view kCheckpoints = R"sql(
SELECT seq, cut, bytes, signature FROM audit_checkpoint
WHERE seq > ?1 OR (seq = ?1 AND cut = 1) ORDER BY seq, cut)sql";
constexpr std::string_view kCountersigned =
    "SELECT device, signature FROM audit_countersignature WHERE seq = ?1 ORDER BY device";
constexpr std::string_view kCountersigners =
    "SELECT DISTINCT device FROM audit_countersignature ORDER BY device";

std::string signature_text(const Query& query, int column) {
    return to_base64(query.blob(column));
}

void write_line(std::ostream& out, const Json& json) {
    out << write_json(json) << '\n';
}

Json signed_json(const std::string& bytes, const std::string& signature) {
    return Json::array({bytes, signature});
}

/// The checkpoints in order, each written as soon as its row was.
class CheckpointsOut {
public:
    CheckpointsOut(const Store& store, std::int64_t start, std::ostream& out)
        : store_(store), out_(out), query_(store.db().query(kCheckpoints, start)) {
        more_ = query_.step();
    }

    void write_up_to(std::int64_t seq) {
        for (; more_ && query_.integer(0) <= seq; more_ = query_.step()) {
            write_line(out_,
                       Json{{"checkpoint", signed_json(query_.str(2), signature_text(query_, 3))}});
            if (query_.integer(1) == 0) write_countersignatures(query_.integer(0));
        }
    }

private:
    void write_countersignatures(std::int64_t seq) {
        Query query = store_.db().query(kCountersigned, seq);
        while (query.step()) {
            write_line(out_, Json{{"countersignature",
                                   signed_json(query.str(0), signature_text(query, 1))}});
        }
    }

    const Store& store_;
    std::ostream& out_;
    Query query_;
    bool more_ = false;
};

}  // namespace

AuditHead export_audit(const Store& store, std::ostream& out) {
    const Snapshot snapshot{store.db()};
    const Identity identity = read_identity(store);
    const std::int64_t first = store.db().integer("SELECT min(seq) FROM audit").value_or(1);
    write_line(out, Json{{"cunji_audit", 1},
                         {"node", identity.node},
                         {"county_key", to_hex(identity.keys.public_key)},
                         {"first", first}});
    Query signers = store.db().query(kCountersigners);
    while (signers.step()) {
        if (const auto certificate = certificate_of(store, signers.text(0))) {
            write_line(out, Json{{"certificate", signed_json(certificate->bytes,
                                                             to_base64(certificate->signature))}});
        }
    }
    CheckpointsOut checkpoints{store, first - 1, out};
    checkpoints.write_up_to(first - 1);
    AuditHead last;
    Query rows = store.db().query(kRows);
    while (rows.step()) {
        last = {rows.integer(0), rows.hash(1)};
        write_line(out, Json{{"row", rows.text(2)}, {"h", to_hex(last.h)}});
        checkpoints.write_up_to(last.seq);
    }
    return last;
}

}  // namespace cunji
