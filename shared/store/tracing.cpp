#include "shared/store/tracing.h"

#include "shared/policy/calendar.h"
#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/reading.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kName = R"sql(
SELECT name FROM known_person WHERE id = ?1
UNION ALL SELECT name FROM user_account WHERE id = ?1 LIMIT 1)sql";
constexpr std::string_view kRecord =
    "SELECT scope, kind FROM record WHERE id = ?1 ORDER BY live DESC, scope LIMIT 1";

std::optional<RecordKey> key_of_id(const Store& store, std::string_view id) {
    if (const std::optional<OpId> op = op_id_from_text(id)) return record_of(store.db(), *op);
    Query query = store.db().query(kRecord, id);
    if (!query.step()) return std::nullopt;
    return RecordKey{query.str(0), query.str(1), std::string{id}};
}

/// What the seals of the record's lines prove. One seal covers many ops and is checked once.
class Seals {
public:
    explicit Seals(const Store& store) : store_(store) {}

    SealState over(const Line& line, const PublicKey& key, std::int64_t n) {
        const std::optional<Seal> seal = seal_over(store_.db(), line.announcement.rid, n);
        if (!seal) return line.mine ? SealState::Own : SealState::None;
        const auto [found, unknown] = genuine_.try_emplace({seal->rid, seal->n}, false);
        if (unknown) {
            found->second = verify(key, seal_text(seal->rid, seal->n, seal->h), seal->signature);
        }
        return found->second ? SealState::Verified : SealState::Wrong;
    }

private:
    const Store& store_;
    std::map<std::pair<std::uint64_t, std::int64_t>, bool> genuine_;
};

const char* text_of_seal(SealState state) {
    switch (state) {
        case SealState::Verified:
            return "verified";
        case SealState::None:
            return "none";
        case SealState::Wrong:
            return "wrong";
        case SealState::NoCertificate:
            return "no_certificate";
        case SealState::Own:
            return "own";
    }
    return "";
}

const char* text_of_standing(Standing::State state) {
    switch (state) {
        case Standing::State::Stands:
            return "stands";
        case Standing::State::Voided:
            return "voided";
        case Standing::State::Wrong:
            return "wrong";
        case Standing::State::Unknown:
            return "unknown";
    }
    return "";
}

void add_standing(Json& out, const Standing& standing, const std::optional<Message>& wrong) {
    out["verified"] = !wrong;
    if (wrong) out["problem"] = wrong->key;
    out["standing"] = text_of_standing(standing.state);
    if (standing.by) out["voided_by"] = to_text(*standing.by);
}

Json act_to_json(const Trace& trace, const GivenAct& given) {
    Json out = Json::object();
    out["act"] = given.act.act;
    out["author"] = given.by;
    const auto name = trace.names.find(given.by);
    if (name != trace.names.end()) out["name"] = name->second;
    if (!given.role.empty()) out["role"] = given.role;
    out["device"] = given.device;
    out["at"] = given.at;
    out["received_at"] = given.received_at;
    add_standing(out, given.standing, given.wrong);
    if (given.taken_back) out["taken_back"] = true;
    if (!given.note.empty()) out["note"] = given.note;
    out["op"] = to_text(given.op);
    out["id"] = given.id;
    return out;
}

Json changes_to_json(const std::vector<FieldChange>& changes) {
    Json out = Json::array();
    for (const FieldChange& change : changes) {
        out.push_back(
            {{"field", change.field}, {"from", to_json(change.from)}, {"to", to_json(change.to)}});
    }
    return out;
}

/// Reads a trace, one part after the other.
class Tracer {
public:
    Tracer(const Store& store, const RecordKey& key, std::optional<Millis> as_of)
        : store_(store), certificates_(store), seals_(store), county_(county_key(store)) {
        out_.key = key;
        out_.as_of = as_of;
    }

    Trace read() {
        const Millis until = out_.as_of.value_or(std::numeric_limits<Millis>::max());
        read_ops(until);
        out_.acts = acts_on(store_, out_.key, until);
        out_.signatures = cosignatures_on(store_, out_.key);
        for (Json& conflict : list_conflicts(store_, out_.key.scope)) {
            if (text_of(conflict, "record") == out_.key.id) {
                out_.conflicts.push_back(std::move(conflict));
            }
        }
        name_people();
        return std::move(out_);
    }

private:
    void read_ops(Millis until) {
        std::vector<StoredOp> held = ops_of_record(store_.db(), out_.key);
        std::erase_if(held, [&](const StoredOp& op) { return op.logged.op.at > until; });
        std::map<std::string, const StoredOp*> by_id;
        std::set<std::string> annulled;
        for (const StoredOp& op : held) {
            by_id[to_text(op.logged.id)] = &op;
            if (!op.county) continue;
            for (const OpId& id : op.logged.op.annul)
                annulled.insert(to_text(id));
        }
        const TypedTable* table = store_.table(out_.key.kind);
        const Form unknown{out_.key.kind, 0, {}, {}, {}};
        RecordHistory history{
            out_.key.scope, out_.key.id, table == nullptr ? &unknown : &table->form(), {}};
        out_.ops.reserve(held.size());
        for (Json& said : history_of(store_, out_.key)) {
            const auto found = by_id.find(std::string{text_of(said, "op")});
            if (found == by_id.end()) continue;
            if (!annulled.contains(found->first)) said.erase("refused");  // it was so later
            const StoredOp& stored = *found->second;
            history.ops.push_back({&stored.logged, stored.county});
            out_.ops.push_back(read_op(stored, std::move(said)));
        }
        std::vector<std::vector<FieldChange>> changes = changes_of(history);
        for (std::size_t i = 0; i < changes.size(); ++i)
            out_.ops[i].changes = std::move(changes[i]);
        out_.state = fold(history.ops, *history.form);
    }

    TracedOp read_op(const StoredOp& stored, Json said) {
        const Op& op = stored.logged.op;
        TracedOp out;
        out.op = stored.logged.id;
        out.at = op.at;
        out.by = op.by;
        out.device = text_of(said, "device");
        out.said = std::move(said);
        out.county = stored.county;
        out.begins = op.par.empty();
        out.rank = op.rank;
        if (stored.county) out.annuls = op.annul.size();
        out.received_at = stored.received_at;
        out.seal = SealState::NoCertificate;
        const std::optional<Line> line = find_line(store_.db(), op.rid);
        if (!line) return out;
        if (line->county) {
            // The county answers for its own line.
            out.seal = county_ ? seals_.over(*line, *county_, op.n) : SealState::None;
        } else if (const Certificate* who = certificates_.of(line->announcement.device)) {
            out.role = who->role;
            out.seal = seals_.over(*line, who->device_key, op.n);
        }
        return out;
    }

    /// People's names, and who wrote what voided an act or a signature.
    void name_people() {
        for (const TracedOp& op : out_.ops)
            name(op.by);
        for (const GivenAct& given : out_.acts) {
            name(given.by);
            find_voiding(given.standing);
        }
        for (const CoSignature& one : out_.signatures) {
            name(one.by);
            find_voiding(one.standing);
        }
    }

    void name(const std::string& person) {
        if (person.empty() || out_.names.contains(person)) return;
        if (auto found = store_.db().text(kName, std::string_view{person})) {
            out_.names.emplace(person, std::move(*found));
        }
    }

    void find_voiding(const Standing& standing) {
        if (!standing.by || out_.voiding.contains(*standing.by)) return;
        const std::optional<RecordKey> key = record_of(store_.db(), *standing.by);
        if (!key) return;
        for (const StoredOp& op : ops_of_record(store_.db(), *key)) {
            if (op.logged.id != *standing.by) continue;
            out_.voiding[op.logged.id] = {op.logged.op.by, op.logged.op.at};
            name(op.logged.op.by);
        }
    }

    const Store& store_;
    CertificateBook certificates_;
    Seals seals_;
    std::optional<PublicKey> county_;
    Trace out_;
};

}  // namespace

std::optional<Trace> trace(const Store& store, std::string_view id, std::optional<Millis> as_of) {
    const Snapshot snapshot{store.db()};
    const std::optional<RecordKey> key = key_of_id(store, id);
    if (!key) return std::nullopt;
    return Tracer{store, *key, as_of}.read();
}

std::optional<Millis> end_of_day(std::string_view day) {
    if (check_date(day) != DateOutcome::Good) return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    std::from_chars(day.data(), day.data() + 4, year);
    std::from_chars(day.data() + 5, day.data() + 7, month);
    std::from_chars(day.data() + 8, day.data() + 10, date);
    const std::chrono::sys_days start{std::chrono::year{year} / std::chrono::month{month} /
                                      std::chrono::day{date}};
    constexpr std::chrono::hours kOffset{8};
    return std::chrono::milliseconds{start.time_since_epoch() + std::chrono::hours{24} - kOffset}
               .count() -
           1;
}

Json to_json(const Trace& trace) {
    Json out = Json::object();
    out["id"] = trace.key.id;
    out["kind"] = trace.key.kind;
    out["scope"] = trace.key.scope;
    if (trace.as_of) out["as_of"] = *trace.as_of;
    Json acts = Json::array();
    for (const GivenAct& given : trace.acts)
        acts.push_back(act_to_json(trace, given));
    out["acts"] = std::move(acts);
    Json history = Json::array();
    for (const TracedOp& op : trace.ops) {
        Json entry = op.said;
        if (!op.role.empty()) entry["role"] = op.role;
        entry["received_at"] = op.received_at;
        entry["seal"] = text_of_seal(op.seal);
        entry["changes"] = changes_to_json(op.changes);
        history.push_back(std::move(entry));
    }
    out["history"] = std::move(history);
    Json signatures = Json::array();
    for (const CoSignature& one : trace.signatures) {
        Json entry{{"id", one.record.id}, {"kind", one.record.kind}, {"signer", one.signer},
                   {"image", one.image},  {"bound", one.bound},      {"counts", one.counts()}};
        if (one.bound) {
            entry["author"] = one.by;
            add_standing(entry, one.standing, one.wrong);
        }
        signatures.push_back(std::move(entry));
    }
    out["signatures"] = std::move(signatures);
    out["conflicts"] = trace.conflicts;
    return out;
}

}  // namespace cunji
