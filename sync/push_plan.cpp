#include "sync/push_plan.h"

#include "shared/store/certificates.h"
#include "shared/store/op_log.h"

#include <algorithm>
#include <map>
#include <optional>

namespace cunji {

namespace {

constexpr std::string_view kSealAt =
    "SELECT signature FROM seal WHERE rid = ?1 AND n = ?2 AND h = ?3";

std::optional<Signature> seal_at(Database& database, const WireOp& op) {
    Query query = database.query(kSealAt, signed_rid(op.rid), op.n, op.h);
    if (!query.step()) return std::nullopt;
    Signature out{};
    const ByteView bytes = query.blob(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

/// A run being built; its ops own their bytes until it is written.
struct Run {
    std::optional<Line> line;
    std::vector<WireOp> ops;
};

bool follows(const Run& run, const WireOp& op) {
    return !run.ops.empty() && run.ops.back().rid == op.rid && run.ops.back().lseq == op.prev;
}

void write_run(const Store& store, const KeyPair& device_keys, const Run& run, std::string& body) {
    const WireOp& first = run.ops.front();
    const WireOp& last = run.ops.back();
    PushRun out;
    out.line = first.rid;
    out.from = first.n;
    out.parent = hash_of(store.db(), first.prev);
    const bool mine = run.line && run.line->mine;
    if (mine) {
        out.seal = sign(device_keys, seal_text(last.rid, last.n, last.h));
    } else {
        out.seal = seal_at(store.db(), last);
        if (run.line) {
            out.certificate = certificate_of(store, run.line->announcement.device);
        }
    }
    if (run.line && !(mine && run.line->announced)) {
        out.announce = Signed{run.line->announcement.bytes, run.line->announcement.signature};
    }
    for (const WireOp& op : run.ops)
        out.ops.push_back(op.bytes);
    append_run(body, out);
}

/// Own ops are sealed at the end of each run; another's line is cut where its device sealed it.
bool ends_run(const Store& store, const Run& run) {
    const bool mine = run.line && run.line->mine;
    return !mine && seal_at(store.db(), run.ops.back()).has_value();
}

}  // namespace

void plan_own_line(const Store& store, std::uint64_t rid, std::int64_t after, PushPlan& plan) {
    const std::vector<std::int64_t> ops = line_after(store.db(), rid, after);
    plan.insert(ops.begin(), ops.end());
}

void plan_difference(const Store& store, const LeavesAnswer& answer, PushPlan& plan) {
    for (const LinePoint& missing : answer.unknown) {
        std::int64_t common = 0;
        for (const LinePoint& theirs : answer.leaves) {
            const bool held = theirs.rid == missing.rid &&
                              find_op(store.db(), OpId{theirs.rid, theirs.n, theirs.h}).has_value();
            if (held) common = std::max(common, theirs.n);
        }
        // On a forked line a leaf both hold may be of another branch: then from the start, since
        // sending again changes nothing.
        if (leaves_of(store.db(), missing.rid).size() > 1) common = 0;
        plan_own_line(store, missing.rid, common, plan);
    }
}

PushBatch take_batch(const Store& store, const KeyPair& device_keys, PushPlan& plan,
                     std::size_t bytes_max) {
    const Snapshot snapshot{store.db()};
    PushBatch batch;
    Run run;
    bool between_groups = true;
    const auto flush = [&] {
        if (!run.ops.empty()) write_run(store, device_keys, run, batch.body);
        run.ops.clear();
    };
    std::size_t bytes = 0;
    while (!plan.empty() && (bytes < bytes_max || !between_groups)) {
        const std::int64_t lseq = *plan.begin();
        WireOp op = read_wire_op(store.db(), lseq);
        plan.erase(plan.begin());
        if (!follows(run, op)) {
            flush();
            run.line = find_line(store.db(), op.rid);
        }
        between_groups = op.ends;
        bytes += op.bytes.size();
        batch.ops.push_back(lseq);
        run.ops.push_back(std::move(op));
        if (between_groups && ends_run(store, run)) flush();
    }
    flush();
    return batch;
}

}  // namespace cunji
