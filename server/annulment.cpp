#include "server/annulment.h"

#include "shared/base/check.h"
#include "shared/record/line.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"

#include <map>

namespace cunji {

void CountyLine::annul(std::span<const LoggedOp> refused, const std::string& why, Millis now,
                       OpWriter& writer) {
    std::map<RecordKey, std::vector<OpId>> records;
    for (const LoggedOp& logged : refused)
        records[key_of(logged.op)].push_back(logged.id);
    writer.flush();  // the county's own line may have grown in the same push
    LineEnd end = open_line(store_.db(), {identity_.node, identity_.node, identity_.keys, true},
                            refused.front().op.scope, random_);
    const std::int64_t first = end.n + 1;
    std::int64_t place = 0;
    for (const auto& [key, ids] : records) {
        Op op;
        op.rid = end.rid;
        op.n = ++end.n;
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
        const Hash parent = end.h;
        end.h = chain(parent, bytes);
        const LoggedOp logged{op, id_of(op, end.h), end.h};
        CHECK_THAT(writer.append(logged, bytes, parent) == OpWriter::Outcome::Stored);
    }
    insert_seal(store_.db(), {end.rid, end.n, end.h, first,
                              sign(identity_.keys, seal_text(end.rid, end.n, end.h))});
}

}  // namespace cunji
