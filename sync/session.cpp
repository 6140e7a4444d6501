#include "sync/session.h"

#include "shared/store/lines.h"
#include "shared/store/receipts.h"
#include "sync/greeting.h"
#include "sync/pulling.h"
#include "sync/pushing.h"

#include <algorithm>

namespace cunji {

namespace {

/// Nothing of a scope that this person wrote is only here.
bool server_holds_all(const Round& round, const std::string& scope) {
    const std::vector<Line> lines = own_lines(round.store.db());
    return std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
        if (line.announcement.scope != scope) return true;
        const std::uint64_t rid = line.announcement.rid;
        const std::vector<Leaf> leaves = leaves_of(round.store.db(), rid);
        return leaves.empty() ||
               leaves.back().n <= receipt_of(round.store, rid, round.enrolment.node);
    });
}

/// Leaving a village: its records go once the server holds all that was written here.
void evict_lost_scopes(Round& round) {
    for (const ScopeState& held : scope_states(round.store)) {
        if (!held.lost || !server_holds_all(round, held.scope)) continue;
        Transaction transaction{round.store.db()};
        evict_scope(round.store, held.scope);
        transaction.commit();
        round.report.notes.push_back({"note.scope_evicted", {{"scope", held.scope}}});
    }
}

}  // namespace

SyncOutcome sync_records(Store& store, ServerLink& link, Clock& clock, const OnProgress& progress) {
    const std::optional<Enrolment> enrolment = read_enrolment(store);
    if (!enrolment) return {{}, Message{"error.enrol.missing", {}}};
    Round round{store, *enrolment, link, clock, progress};
    std::optional<Message> problem = greet(round);
    if (problem && round.last_code == "revoked") {
        problem = push_closed_out(round, Message{*problem});
    } else if (!problem) {
        problem = push_missing(round);
    }
    if (!problem) problem = pull_missing(round);
    if (!problem) evict_lost_scopes(round);
    link.remember();
    round.report.bytes_up = link.bytes_up();
    round.report.bytes_down = link.bytes_down();
    return {std::move(round.report), std::move(problem)};
}

SyncStatus sync_status(const Store& store) {
    const OwnOps own = count_own_ops(store, store.meta("server_node").value_or(""));
    SyncStatus status;
    status.ops = store.db().integer("SELECT count(*) FROM op").value_or(0);
    status.acknowledged = own.held;
    status.on_device = own.all - own.held;
    return status;
}

}  // namespace cunji
