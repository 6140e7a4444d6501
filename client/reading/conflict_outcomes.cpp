#include "client/reading/conflict_list.h"
#include "client/reading/sync_queue.h"
#include "shared/store/op_log.h"
#include "shared/store/reading.h"
#include "sync/enrolment.h"

namespace cunji {

namespace {

// A decision was made on top of several heads, with a reason, by somebody else, about a record that
// this person wrote on too.
constexpr std::string_view kDecisions = R"sql(
SELECT o.record, o.kind, o.scope, o.bytes, o.received_at, l.by
FROM op o JOIN line l ON l.rid = o.rid
WHERE o.received_at >= ?2 AND l.by <> ?1 AND json_array_length(o.bytes, '$.par') > 1
  AND o.record IN (SELECT p.record FROM op p JOIN line m ON m.rid = p.rid WHERE m.by = ?1)
ORDER BY o.received_at DESC, o.lseq DESC LIMIT ?3)sql";
constexpr std::string_view kOpBytes =
    "SELECT o.bytes, l.by FROM op o JOIN line l ON l.rid = o.rid "
    "WHERE o.rid = ?1 AND o.n = ?2 AND substr(o.h, 1, 16) = ?3";
constexpr int kStepsBackMax = 64;
constexpr std::string_view kName = "SELECT name FROM known_person WHERE id = ?1";

struct Written {
    Op op;
    std::string by;
};

std::optional<Written> read_op(const Store& store, const OpId& id) {
    Query query = store.db().query(kOpBytes, signed_rid(id.rid), id.n, ByteView{id.h});
    if (!query.step()) return std::nullopt;
    Result<Op> op = decode_op(query.text(0));
    if (!op) return std::nullopt;
    return Written{std::move(*op), query.str(1)};
}

/// What the person had said of the field when somebody decided: the last of their own ops, one on
/// top of the other, that lead to a head the decision was made on.
std::optional<Value> own_value(const Store& store, const Op& decision, const std::string& me,
                               std::string_view field) {
    for (const OpId& parent : decision.par) {
        std::optional<Written> written = read_op(store, parent);
        for (int i = 0; i < kStepsBackMax && written && written->by == me; ++i) {
            if (const Value* value = written->op.find_set(field)) return *value;
            if (written->op.par.size() != 1) break;
            written = read_op(store, written->op.par.front());
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<ConflictOutcome> read_conflict_outcomes(const Store& store, Wording& wording,
                                                    Millis since) {
    std::vector<ConflictOutcome> out;
    const std::optional<Enrolment> me = read_enrolment(store);
    if (!me) return out;

    struct Found {
        RecordKey key;
        Op op;
        Millis received_at;
        std::string by;
    };

    std::vector<Found> decisions;
    {
        Query query = store.db().query(kDecisions, std::string_view{me->by}, since, kOutcomesMax);
        while (query.step()) {
            Result<Op> op = decode_op(query.text(3));
            if (!op || op->why.empty()) continue;
            decisions.push_back({{query.str(2), query.str(1), query.str(0)},
                                 std::move(*op),
                                 query.integer(4),
                                 query.str(5)});
        }
    }
    for (const Found& found : decisions) {
        const Form* form = store.policy().find(found.key.kind);
        if (form == nullptr) continue;
        for (const auto& [name, value] : found.op.set) {
            const Field* field = form->find(name);
            const std::optional<Value> mine = own_value(store, found.op, me->by, name);
            if (!mine || field == nullptr) continue;
            ConflictOutcome& outcome = out.emplace_back();
            outcome.record = found.key.id;
            outcome.kind = found.key.kind;
            outcome.title = list_title(store, wording, found.key);
            outcome.label = wording.label(field->label);
            outcome.mine = wording.value(*field, to_json(*mine));
            outcome.decided = wording.value(*field, to_json(value));
            outcome.took_mine = *mine == value;
            outcome.name = store.db().text(kName, std::string_view{found.by}).value_or(found.by);
            outcome.why = found.op.why;
            outcome.at = found.op.at;
        }
    }
    return out;
}

}  // namespace cunji
