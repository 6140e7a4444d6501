#include "sync/greeting.h"

#include "shared/store/audit_receipts.h"
#include "shared/store/cursors.h"
#include "shared/store/lines.h"
#include "shared/store/receipts.h"
#include "sync/estimated_time.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr Millis kClockWrong = Millis{5} * 60 * 1000;  // worth telling the person

class Greeting {
public:
    explicit Greeting(Round& round) : round_(round) {}

    std::optional<Message> run() {
        round_.tell("progress.hello", 0, 0);
        HelloRequest request = hello_request();
        Result<std::string> answer = round_.ask("/v1/hello", encode(request));
        if (!answer && round_.last_code == "unknown_device") {
            // A server restored from before this device was enrolled: the county's own signature
            // brings it back. Alone, since a server reads little from somebody it does not know.
            HelloRequest introduction;
            introduction.at = request.at;
            introduction.policy = request.policy;
            introduction.certificate = round_.enrolment.certificate;
            answer = round_.ask("/v1/hello", encode(introduction));
            if (!answer) return answer.error();
            answer = round_.ask("/v1/hello", encode(request));
        }
        if (!answer) return answer.error();
        Result<HelloAnswer> said = decode_hello_answer(*answer);
        if (!said) return said.error();
        if (!said->unknown.empty()) {
            // The server has forgotten lines that it knew.
            request.announce.clear();
            for (const std::uint64_t rid : said->unknown) {
                if (const auto line = find_line(round_.store.db(), rid)) {
                    request.announce.push_back(signed_of(line->announcement));
                }
            }
            answer = round_.ask("/v1/hello", encode(request));
            if (!answer) return answer.error();
            said = decode_hello_answer(*answer);
            if (!said) return said.error();
        }
        round_.hello = std::move(*said);
        return take_hello(request);
    }

private:
    [[nodiscard]] HelloRequest hello_request() const {
        HelloRequest request;
        request.at = round_.clock.now();
        request.policy = round_.store.policy().version;
        for (const Line& line : own_lines(round_.store.db())) {
            const std::vector<Leaf> leaves = leaves_of(round_.store.db(), line.announcement.rid);
            if (leaves.empty()) continue;
            const std::int64_t told =
                receipt_of(round_.store, line.announcement.rid, round_.enrolment.node);
            if (line.retired && told >= leaves.back().n) continue;
            request.lines.push_back(
                {line.announcement.rid, leaves.back().n, shorten(leaves.back().h)});
            if (!line.announced) request.announce.push_back(signed_of(line.announcement));
            if (request.lines.size() == kLinesPerMessageMax) break;
        }
        for (const Cursor& cursor : cursors_of(round_.store.db(), round_.enrolment.node)) {
            if (cursor.sseq == 0) continue;
            request.epoch = cursor.epoch;
            request.cursors.push_back({cursor.scope, cursor.sseq, shorten(cursor.s)});
        }
        request.audit = audit_point();
        return request;
    }

    [[nodiscard]] AuditPoint audit_point() const {
        const auto held = held_checkpoint(round_.store, round_.enrolment.node);
        if (!held) return {};
        AuditPoint out{held->checkpoint.seq, shorten(held->checkpoint.head), std::nullopt};
        if (held->wants_countersignature()) {
            out.countersignature =
                sign(round_.enrolment.device_keys, countersign_text(held->content.bytes));
        }
        return out;
    }

    static Signed signed_of(const Announcement& announcement) {
        return {announcement.bytes, announcement.signature};
    }

    std::optional<Message> take_hello(const HelloRequest& request) {
        {
            Transaction transaction{round_.store.db()};
            const Millis ahead = note_server_time(round_.store, round_.clock, round_.hello.time);
            if (ahead > kClockWrong || ahead < -kClockWrong) {
                round_.report.notes.push_back(
                    {"note.clock", {{"minutes", std::to_string(ahead / 60'000)}}});
            }
            for (const Signed& line : request.announce) {
                const auto said = read_announcement(line.bytes, line.signature);
                if (said) mark_announced(round_.store.db(), said->rid);
            }
            take_scopes();
            take_leaves(request);
            take_checkpoint(request);
            transaction.commit();
        }
        if (round_.hello.policy > round_.store.policy().version)
            return fetch_policy(round_.store, round_.link);
        return std::nullopt;
    }

    void take_scopes() {
        std::set<std::string> granted;
        for (const auto& [scope, sseq] : round_.hello.heads) {
            granted.insert(scope);
            round_.store.db().run(
                "INSERT INTO scope (scope, state) VALUES (?1, 'granted') "
                "ON CONFLICT (scope) DO UPDATE SET state = 'granted'",
                std::string_view{scope});
        }
        for (const ScopeState& held : scope_states(round_.store)) {
            if (granted.contains(held.scope) || held.lost) continue;
            round_.store.db().run("UPDATE scope SET state = 'lost' WHERE scope = ?1",
                                  std::string_view{held.scope});
            round_.report.notes.push_back({"note.scope_lost", {{"scope", held.scope}}});
        }
    }

    /// What the server holds of each own line, and whether somebody else wrote on it.
    void take_leaves(const HelloRequest& request) {
        for (const LinePoint& mine : request.lines) {
            const std::optional<Line> line = find_line(round_.store.db(), mine.rid);
            std::int64_t held = 0;
            bool foreign = false;
            for (const LinePoint& leaf : round_.hello.leaves) {
                if (leaf.rid != mine.rid) continue;
                if (find_op(round_.store.db(), OpId{leaf.rid, leaf.n, leaf.h})) {
                    held = std::max(held, leaf.n);
                } else {
                    foreign = true;
                }
            }
            set_receipt(round_.store, mine.rid, round_.enrolment.node, held, round_.hello.time);
            if (foreign && line && !line->retired) {
                // This database was copied or put back: old ops keep their ids, later ones go on a
                // new line, and what the other copy wrote comes by pull.
                retire_line(round_.store.db(), mine.rid);
                round_.report.notes.push_back({"note.cloned", {}});
            }
        }
    }

    /// The server's audit log may only grow: each checkpoint goes on from the one held.
    void take_checkpoint(const HelloRequest& request) {
        if (request.audit && request.audit->countersignature) {
            const auto held = held_checkpoint(round_.store, round_.enrolment.node);
            if (held) mark_countersigned(round_.store, held->checkpoint);
        }
        if (!round_.hello.audit) return;
        const auto said = trusted_checkpoint(*round_.hello.audit, round_.enrolment.county_key);
        const bool ours = said && said->node == round_.enrolment.node && !said->cut;
        if (ours && keep_checkpoint(round_.store, *said, *round_.hello.audit)) return;
        round_.report.notes.push_back({"note.audit", {}});
    }

    Round& round_;
};

}  // namespace

std::optional<Message> greet(Round& round) {
    return Greeting{round}.run();
}

}  // namespace cunji
