#include "shared/store/acts.h"

#include "shared/store/lines.h"
#include "shared/store/merging.h"

#include <algorithm>
#include <array>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kTarget =
    "SELECT kind FROM record WHERE id = ?1 AND scope = ?2 AND kind <> 'act'";
constexpr std::string_view kActsOn =
    "SELECT id, note, void_reason FROM act WHERE target = ?1 AND scope = ?2 ORDER BY id";
constexpr std::array<std::string_view, 6> kGivenOnce{"target", "act",       "version",
                                                     "seen",   "signature", "note"};

Refusal bad_act(const char* key) {
    return {"bad_act", {key, {}}};
}

bool is_the_act(std::string_view name) {
    return std::find(kGivenOnce.begin(), kGivenOnce.end(), name) != kGivenOnce.end();
}

/// After its first op an act can only be taken back, by who gave it or by the county.
std::optional<Refusal> check_later(const Op& op, const Op& first, Tier author) {
    const bool only_void = op.set.size() == 1 && op.find_set(kVoidField) != nullptr &&
                           op.add.empty() && op.rem.empty() && op.app.empty();
    const bool joins = op.set.empty() && op.add.empty() && op.rem.empty() && op.app.empty();
    if (!only_void && !joins) return bad_act("error.act.fixed");
    if (op.by != first.by && author != Tier::County) return bad_act("error.act.not_yours");
    return std::nullopt;
}

bool is_allowed(std::string_view act, Tier tier) {
    if (act == kReviewed) return tier != Tier::Village;
    if (act == kAnswered) return tier == Tier::County;
    return act == kSurveyed || act == kRegistered;
}

}  // namespace

std::optional<HeldRecord> HeldRecord::read(const Store& store, const RecordKey& key, Millis until) {
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return std::nullopt;
    HeldRecord out;
    out.key_ = key;
    out.form_ = &table->form();
    out.ops_ = ops_of_record(store.db(), key);
    std::erase_if(out.ops_, [&](const StoredOp& op) { return op.logged.op.at > until; });
    if (out.ops_.empty()) return std::nullopt;
    return out;
}

RecordHistory HeldRecord::history() const {
    RecordHistory out{key_.scope, key_.id, form_, {}};
    for (const StoredOp& op : ops_)
        out.ops.push_back({&op.logged, op.county});
    return out;
}

std::vector<OpId> HeldRecord::heads() const {
    std::set<OpId> parents;
    for (const StoredOp& op : ops_)
        parents.insert(op.logged.op.par.begin(), op.logged.op.par.end());
    std::vector<OpId> out;
    for (const StoredOp& op : ops_) {
        if (!parents.contains(op.logged.id)) out.push_back(op.logged.id);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<std::string> HeldRecord::version_at(std::span<const OpId> seen) const {
    const std::optional<RecordState> state = state_at(history(), seen);
    if (!state) return std::nullopt;
    return content_version(*form_, key_.scope, key_.id, state->values);
}

std::optional<RecordKey> signable_record(const Store& store, std::string_view scope,
                                         std::string_view id) {
    Query query = store.db().query(kTarget, id, scope);
    if (!query.step()) return std::nullopt;
    return RecordKey{std::string{scope}, query.str(0), std::string{id}};
}

std::vector<GivenAct> acts_on(const Store& store, const RecordKey& target, Millis until) {
    std::vector<GivenAct> out;
    if (store.table(kActKind) == nullptr) return out;
    const std::optional<HeldRecord> record = HeldRecord::read(store, target, until);
    if (!record) return out;
    const RecordHistory history = record->history();
    CertificateBook certificates{store};
    Query query =
        store.db().query(kActsOn, std::string_view{target.id}, std::string_view{target.scope});
    while (query.step()) {
        GivenAct given;
        given.id = query.str(0);
        given.note = query.str(1);
        given.taken_back = !query.is_null(2);
        const std::vector<StoredOp> ops =
            ops_of_record(store.db(), {target.scope, std::string{kActKind}, given.id});
        const auto first = std::find_if(ops.begin(), ops.end(), [](const StoredOp& op) {
            return act_of(op.logged.op).has_value();
        });
        if (first == ops.end()) continue;
        const Op& op = first->logged.op;
        if (op.at > until) continue;
        given.act = *act_of(op);
        given.by = op.by;
        given.op = first->logged.id;
        given.at = op.at;
        given.received_at = first->received_at;
        if (const auto line = find_line(store.db(), op.rid)) {
            given.device = line->announcement.device;
        }
        given.wrong = wrong_signature(certificates, op.rid, op.by,
                                      act_text(given.act, op.by, op.scope), given.act.signature);
        const auto seen = op_ids_from_text(given.act.seen);
        if (seen) given.standing = standing(history, *seen, given.act.version);
        if (!given.wrong && given.standing.state == Standing::State::Wrong) {
            given.wrong = Message{"error.act.version", {}};
        }
        // Also where somebody wrote into the file itself: who had no right to it gave no act.
        if (const Certificate* said = certificates.of(given.device)) given.role = said->role;
        const std::optional<Tier> tier = powers_of(given.role).tier;
        if (!given.wrong && (!tier || !is_allowed(given.act.act, *tier))) {
            given.wrong = Message{"error.act.tier." + given.act.act, {}};
        }
        out.push_back(std::move(given));
    }
    std::stable_sort(out.begin(), out.end(), [](const GivenAct& a, const GivenAct& b) {
        return std::pair{a.at, a.op} < std::pair{b.at, b.op};
    });
    return out;
}

std::optional<Message> wrong_signature(CertificateBook& certificates, std::uint64_t rid,
                                       std::string_view by, std::string_view text,
                                       const Signature& signature) {
    const std::optional<Line> line = find_line(certificates.store().db(), rid);
    if (!line) return Message{"error.act.no_certificate", {}};
    const Certificate* said = certificates.of(line->announcement.device);
    if (said == nullptr) return Message{"error.act.no_certificate", {}};
    if (said->by != by) return Message{"error.act.other_person", {}};
    if (!verify(said->person_key, text, signature)) return Message{"error.act.signature", {}};
    return std::nullopt;
}

std::string_view act_of_approval(Tier tier) {
    return tier == Tier::County ? kAnswered : kReviewed;
}

std::optional<Message> may_not_act(const Store& store, const RecordKey& target,
                                   std::span<const OpId> seen, std::string_view act,
                                   std::string_view person, Tier tier) {
    if (!is_allowed(act, tier)) return Message{"error.act.tier." + std::string{act}, {}};
    std::set<std::string, std::less<>> done;  // by this person, to this record
    for (const GivenAct& given : acts_on(store, target)) {
        if (given.by == person && !given.wrong && !given.taken_back) done.insert(given.act.act);
    }
    if (const std::optional<HeldRecord> record = HeldRecord::read(store, target)) {
        const std::vector<std::string> writers = writers_at(record->history(), seen);
        if (std::find(writers.begin(), writers.end(), person) != writers.end()) {
            done.insert(std::string{kWrote});
        }
    }
    for (const DifferentPeople& rule : store.policy().different_people) {
        const bool breaks = (rule.act == act && done.contains(rule.other)) ||
                            (rule.other == act && done.contains(rule.act));
        if (!breaks) continue;
        const std::string& other = rule.act == act ? rule.other : rule.act;
        return Message{"error.act.same_person." + std::string{act} + "." + other, {}};
    }
    return std::nullopt;
}

std::optional<Refusal> check_act(const Store& store, const LoggedOp& logged, Tier author) {
    const Op& op = logged.op;
    for (const StoredOp& held : ops_of_record(store.db(), key_of(op))) {
        if (held.logged.id != logged.id) return check_later(op, held.logged.op, author);
    }
    const std::optional<Act> act = act_of(op);
    const bool whole = act && op.rank == 0 && op.add.empty() && op.rem.empty() && op.app.empty() &&
                       std::all_of(op.set.begin(), op.set.end(),
                                   [](const auto& entry) { return is_the_act(entry.first); });
    if (!whole) return bad_act("error.act.shape");
    const std::optional<std::vector<OpId>> seen = op_ids_from_text(act->seen);
    if (!seen) return bad_act("error.act.shape");
    const std::optional<RecordKey> target = signable_record(store, op.scope, act->target);
    const std::optional<HeldRecord> record =
        target ? HeldRecord::read(store, *target) : std::nullopt;
    if (!record) return bad_act("error.act.no_record");
    CertificateBook certificates{store};
    if (std::optional<Message> wrong = wrong_signature(
            certificates, op.rid, op.by, act_text(*act, op.by, op.scope), act->signature)) {
        return Refusal{"bad_act", std::move(*wrong)};
    }
    if (record->version_at(*seen) != act->version) return bad_act("error.act.version");
    if (std::optional<Message> wrong =
            may_not_act(store, *target, *seen, act->act, op.by, author)) {
        return Refusal{"bad_act", std::move(*wrong)};
    }
    return std::nullopt;
}

}  // namespace cunji
