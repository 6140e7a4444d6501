#include "server/annulment.h"

#include "shared/base/check.h"
#include "shared/record/line.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"

#include <map>

namespace cunji {

void CountyLine::open(const std::string& scope) {
    n_ = 0;
    h_ = {};
    if (const std::optional<Line> line = active_line(store_.db(), identity_.node, scope)) {
        rid_ = line->announcement.rid;
        const std::vector<Leaf> leaves = leaves_of(store_.db(), rid_);
        if (!leaves.empty()) {
            n_ = leaves.back().n;
            h_ = leaves.back().h;
        }
        return;
    }
    rid_ = random_.next64();
    Line line;
    line.announcement =
        make_announcement(rid_, identity_.node, scope, identity_.node, identity_.keys);
    line.county = true;
    line.mine = true;
    line.announced = true;
    insert_line(store_.db(), line);
}

void CountyLine::annul(std::span<const LoggedOp> refused, const std::string& why, Millis now,
                       OpWriter& writer) {
    std::map<RecordKey, std::vector<OpId>> records;
    for (const LoggedOp& logged : refused)
        records[key_of(logged.op)].push_back(logged.id);
    writer.flush();  // the county's own line may have grown in the same push
    open(refused.front().op.scope);
    const std::int64_t first = n_ + 1;
    std::int64_t place = 0;
    for (const auto& [key, ids] : records) {
        Op op;
        op.rid = rid_;
        op.n = ++n_;
        op.group_at = ++place;
        op.group_of = static_cast<std::int64_t>(records.size());
        op.at = now;
        op.by = identity_.node;
        op.scope = key.scope;
        op.kind = key.kind;
        op.rec = key.id;
        op.rank = static_cast<std::int64_t>(Tier::County);
        op.why = why;
        op.annul = ids;
        if (const std::optional<RecordState> state = stored_state(store_, key)) {
            op.par = state->heads;
            // More heads than an op can name: the rest stay heads, which changes no value.
            if (op.par.size() > kOpParentsMax) op.par.resize(kOpParentsMax);
        }
        const std::string bytes = encode_op(op);
        const Hash parent = h_;
        h_ = chain(parent, bytes);
        const LoggedOp logged{op, id_of(op, h_), h_};
        CHECK_THAT(writer.append(logged, bytes, parent) == OpWriter::Outcome::Stored);
    }
    insert_seal(store_.db(), {rid_, n_, h_, first, sign(identity_.keys, seal_text(rid_, n_, h_))});
}

}  // namespace cunji
