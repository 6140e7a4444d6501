#include "sync/session.h"

#include "shared/store/cursors.h"
#include "shared/store/lines.h"
#include "shared/store/receipts.h"
#include "shared/store/withdrawing.h"
#include "sync/estimated_time.h"
#include "sync/pull_page.h"
#include "sync/push_plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cunji {

namespace {

constexpr Millis kClockWrong = Millis{5} * 60 * 1000;  // worth telling the person
constexpr int kExchangesMax = 3;                       // of leaves, in one round
constexpr std::size_t kFirstBatch = 32 * 1024;         // unpacked: about 8 KB on the wire
constexpr std::size_t kBatchMax = 2 * 1024 * 1024;
constexpr std::int64_t kBatchSeconds = 12;
constexpr std::int64_t kPackRatio = 4;  // ops pack to about a fifth; a guess on the safe side

// Of a stopped line: no later push can make these right (docs/protocol.md).
constexpr std::array<std::string_view, 5> kFinalStops{"bad_chain", "bad_signature", "bad_op",
                                                      "bad_group", "too_big"};

/// Bytes of ops that take about kBatchSeconds on a link of that speed.
std::size_t batch_bytes(std::int64_t speed, std::size_t before) {
    if (speed <= 0) return before;
    const auto wanted = static_cast<std::size_t>(speed * kBatchSeconds * kPackRatio);
    return std::clamp(wanted, kFirstBatch, kBatchMax);
}

/// One round between this device and its server.
class Session {
public:
    Session(Store& store, const Enrolment& enrolment, ServerLink& link, Clock& clock,
            const OnProgress& progress)
        : store_(store), enrolment_(enrolment), link_(link), clock_(clock), progress_(progress) {}

    SyncOutcome run() {
        std::optional<Message> problem = hello();
        if (!problem) problem = push();
        if (!problem) problem = pull();
        if (!problem) evict_lost_scopes();
        link_.remember();
        report_.bytes_up = link_.bytes_up();
        report_.bytes_down = link_.bytes_down();
        return {std::move(report_), std::move(problem)};
    }

private:
    void tell(const char* what, std::int64_t done, std::int64_t total) {
        if (!progress_) return;
        Progress progress{{what, {}}, done, total, link_.bytes_up() + link_.bytes_down(), -1};
        const Millis spent = clock_.since_boot() - started_;
        if (done > 0 && total > done) progress.seconds_left = spent * (total - done) / done / 1000;
        progress_(progress);
    }

    /// A JSON message and its 200 answer.
    Result<std::string> ask(const char* target, std::string body) {
        return body_of(link_.call("POST", target, std::move(body)));
    }

    Result<std::string> body_of(Result<WireResponse> answer) {
        if (!answer) return answer.error();
        last_status_ = answer->status;
        if (answer->status == 200) return std::move(answer->body);
        last_code_ = code_of_answer(*answer);
        return message_of_answer(*answer);
    }

    // --- hello: who is where --------------------------------------------------------------------

    [[nodiscard]] HelloRequest hello_request() const {
        HelloRequest request;
        request.at = clock_.now();
        request.policy = store_.policy().version;
        for (const Line& line : own_lines(store_.db())) {
            const std::vector<Leaf> leaves = leaves_of(store_.db(), line.announcement.rid);
            if (leaves.empty()) continue;
            const std::int64_t told = receipt_of(store_, line.announcement.rid, enrolment_.node);
            if (line.retired && told >= leaves.back().n) continue;
            request.lines.push_back(
                {line.announcement.rid, leaves.back().n, shorten(leaves.back().h)});
            if (!line.announced) request.announce.push_back(signed_of(line.announcement));
            if (request.lines.size() == kLinesPerMessageMax) break;
        }
        for (const Cursor& cursor : cursors_of(store_.db(), enrolment_.node)) {
            if (cursor.sseq == 0) continue;
            request.epoch = cursor.epoch;
            request.cursors.push_back({cursor.scope, cursor.sseq, shorten(cursor.s)});
        }
        return request;
    }

    static Signed signed_of(const Announcement& announcement) {
        return {announcement.bytes, announcement.signature};
    }

    std::optional<Message> hello() {
        tell("progress.hello", 0, 0);
        HelloRequest request = hello_request();
        Result<std::string> answer = ask("/v1/hello", encode(request));
        if (!answer && last_code_ == "unknown_device") {
            // A server restored from before this device was enrolled: the county's own signature
            // brings it back. Alone, since a server reads little from somebody it does not know.
            HelloRequest introduction;
            introduction.at = request.at;
            introduction.policy = request.policy;
            introduction.certificate = enrolment_.certificate;
            answer = ask("/v1/hello", encode(introduction));
            if (!answer) return answer.error();
            answer = ask("/v1/hello", encode(request));
        }
        if (!answer) return answer.error();
        Result<HelloAnswer> said = decode_hello_answer(*answer);
        if (!said) return said.error();
        if (!said->unknown.empty()) {
            // The server has forgotten lines that it knew.
            request.announce.clear();
            for (const std::uint64_t rid : said->unknown) {
                if (const auto line = find_line(store_.db(), rid)) {
                    request.announce.push_back(signed_of(line->announcement));
                }
            }
            answer = ask("/v1/hello", encode(request));
            if (!answer) return answer.error();
            said = decode_hello_answer(*answer);
            if (!said) return said.error();
        }
        hello_ = std::move(*said);
        return take_hello(request);
    }

    std::optional<Message> take_hello(const HelloRequest& request) {
        {
            Transaction transaction{store_.db()};
            const Millis ahead = note_server_time(store_, clock_, hello_.time);
            if (ahead > kClockWrong || ahead < -kClockWrong) {
                report_.notes.push_back(
                    {"note.clock", {{"minutes", std::to_string(ahead / 60'000)}}});
            }
            for (const Signed& line : request.announce) {
                const auto said = read_announcement(line.bytes, line.signature);
                if (said) mark_announced(store_.db(), said->rid);
            }
            take_scopes();
            take_leaves(request);
            transaction.commit();
        }
        if (hello_.policy > store_.policy().version) return fetch_policy(store_, link_);
        return std::nullopt;
    }

    void take_scopes() {
        std::set<std::string> granted;
        for (const auto& [scope, sseq] : hello_.heads) {
            granted.insert(scope);
            store_.db().run(
                "INSERT INTO scope (scope, state) VALUES (?1, 'granted') "
                "ON CONFLICT (scope) DO UPDATE SET state = 'granted'",
                std::string_view{scope});
        }
        for (const ScopeState& held : scope_states(store_)) {
            if (granted.contains(held.scope) || held.lost) continue;
            store_.db().run("UPDATE scope SET state = 'lost' WHERE scope = ?1",
                            std::string_view{held.scope});
            report_.notes.push_back({"note.scope_lost", {{"scope", held.scope}}});
        }
    }

    /// What the server holds of each own line, and whether somebody else wrote on it.
    void take_leaves(const HelloRequest& request) {
        for (const LinePoint& mine : request.lines) {
            const std::optional<Line> line = find_line(store_.db(), mine.rid);
            std::int64_t held = 0;
            bool foreign = false;
            for (const LinePoint& leaf : hello_.leaves) {
                if (leaf.rid != mine.rid) continue;
                if (find_op(store_.db(), OpId{leaf.rid, leaf.n, leaf.h})) {
                    held = std::max(held, leaf.n);
                } else {
                    foreign = true;
                }
            }
            set_receipt(store_, mine.rid, enrolment_.node, held, hello_.time);
            if (foreign && line && !line->retired) {
                // This database was copied or put back: old ops keep their ids, later ones go on a
                // new line, and what the other copy wrote comes by pull.
                retire_line(store_.db(), mine.rid);
                report_.notes.push_back({"note.cloned", {}});
            }
        }
    }

    // --- push: what the server lacks ------------------------------------------------------------

    std::optional<Message> push() {
        PushPlan plan;
        for (const Line& line : own_lines(store_.db())) {
            const std::uint64_t rid = line.announcement.rid;
            plan_own_line(store_, rid, receipt_of(store_, rid, enrolment_.node), plan);
        }
        for (const std::string& scope : hello_.restart) {
            if (std::optional<Message> problem = exchange_leaves(scope, plan)) return problem;
        }
        return send_batches(plan);
    }

    /// A push with its request packed.
    struct ReadyPush {
        PushBatch batch;
        WireRequest request;
    };

    std::optional<ReadyPush> make_ready(PushPlan& plan, std::size_t bytes_max) const {
        if (plan.empty()) return std::nullopt;
        ReadyPush out;
        out.batch = take_batch(store_, enrolment_.device_keys, plan, bytes_max);
        out.request = link_.pack("POST", "/v1/push", std::move(out.batch.body));
        return out;
    }

    static void put_back(std::optional<ReadyPush>& push, PushPlan& plan) {
        if (push) plan.insert(push->batch.ops.begin(), push->batch.ops.end());
        push.reset();
    }

    /// While one batch is on its way and the server writes it, the next is made ready.
    std::optional<Message> send_batches(PushPlan& plan) {
        const auto total = static_cast<std::int64_t>(plan.size());
        std::size_t bytes_max = kFirstBatch;
        std::int64_t sent = 0;
        std::optional<ReadyPush> now = make_ready(plan, bytes_max);
        while (now) {
            tell("progress.push", sent, total);
            link_.start(std::move(now->request));
            std::optional<ReadyPush> next = make_ready(plan, bytes_max);
            const Result<std::string> answer = body_of(link_.finish());
            if (!answer && last_status_ == 413 && bytes_max > kFirstBatch) {
                bytes_max = std::max(kFirstBatch, bytes_max / 4);
                put_back(now, plan);
                put_back(next, plan);
                now = make_ready(plan, bytes_max);
                continue;
            }
            if (!answer) return answer.error();
            const Result<PushAnswer> said = decode_push_answer(*answer);
            if (!said) return said.error();
            // The plan changes: what was made ready may be of a line that ended here.
            if (!said->unknown_parent.empty() || !said->stopped.empty()) put_back(next, plan);
            if (std::optional<Message> problem = take_push_answer(*said, plan)) return problem;
            sent += static_cast<std::int64_t>(now->batch.ops.size());
            bytes_max = batch_bytes(link_.speed_up(), bytes_max);
            now = next ? std::move(next) : make_ready(plan, bytes_max);
        }
        tell("progress.push", sent, sent);
        return std::nullopt;
    }

    /// The server will never take this line's ops from here on. What nobody holds goes back to the
    /// person; what somebody may hold stays, and no more is written on the line.
    void end_line(const StoppedLine& said, Withdrawn& withdrawn) {
        if (said.code == "unknown_line") return;
        const std::int64_t held = receipt_of(store_, said.line, enrolment_.node);
        // Bytes changed by the disk no longer fit the seal: then only the seal tells the server.
        const std::int64_t from = said.code == "bad_signature"
                                      ? first_damaged_op(store_, said.line, held).value_or(said.n)
                                      : said.n;
        std::optional<Withdrawn> taken;
        if (std::find(kFinalStops.begin(), kFinalStops.end(), said.code) != kFinalStops.end()) {
            taken = withdraw_ops(store_, {said.line, from, said.code, said.text, hello_.time});
        }
        retire_line(store_.db(), said.line);
        if (!taken) {
            report_.notes.push_back({"note.line_kept", {{"text", said.text}}});
            return;
        }
        report_.notes.push_back(
            {"note.line_stopped",
             {{"text", said.text}, {"count", std::to_string(taken->ops.size())}}});
        withdrawn.ops.merge(taken->ops);
        withdrawn.lines.merge(taken->lines);
    }

    std::optional<Message> take_push_answer(const PushAnswer& said, PushPlan& plan) {
        Withdrawn withdrawn;
        {
            Transaction transaction{store_.db()};
            for (const auto& [rid, n] : said.stored) {
                const std::int64_t before = receipt_of(store_, rid, enrolment_.node);
                report_.pushed += std::max<std::int64_t>(0, n - before);
                set_receipt(store_, rid, enrolment_.node, std::max(n, before), hello_.time);
            }
            for (const RefusedOp& op : said.refused) {
                // Also when the annulment cannot come by pull any more: the scope may be lost.
                const std::optional<OpId> id = op_id_from_text(op.id);
                if (id) give_back(store_, *id, op.code + ": " + op.text, hello_.time);
            }
            for (const StoppedLine& line : said.stopped)
                end_line(line, withdrawn);
            transaction.commit();
        }
        for (const RefusedOp& op : said.refused)
            report_.refusals.push_back(op);
        report_.refused += static_cast<std::int64_t>(said.refused.size());
        for (const std::int64_t lseq : withdrawn.ops)
            plan.erase(lseq);
        // Of these lines go the ops before, which came in one run with those that stopped it.
        for (const std::uint64_t rid : withdrawn.lines)
            plan_own_line(store_, rid, receipt_of(store_, rid, enrolment_.node), plan);
        for (const StoppedLine& line : said.stopped) {
            // It was restored between our hello and this push: the next hello announces the line.
            if (line.code == "unknown_line")
                return Message{"error.server.says", {{"text", line.text}}};
        }
        std::set<std::string> scopes;
        for (const std::uint64_t rid : said.unknown_parent) {
            if (withdrawn.lines.contains(rid)) continue;  // the parent was withdrawn with it
            if (const auto line = find_line(store_.db(), rid)) {
                scopes.insert(line->announcement.scope);
                plan_own_line(store_, rid, 0, plan);
            }
        }
        for (const std::string& scope : scopes) {
            if (std::optional<Message> problem = exchange_leaves(scope, plan)) return problem;
        }
        return std::nullopt;
    }

    /// Both sides name their leaves of every line of a scope; what the server lacks, other people's
    /// lines among it, goes to it.
    std::optional<Message> exchange_leaves(const std::string& scope, PushPlan& plan) {
        if (++exchanges_[scope] > kExchangesMax) {
            return Message{"error.sync.no_common_ground", {{"scope", scope}}};
        }
        std::vector<LinePoint> points;
        for (const Leaf& leaf : leaves_of_scope(store_.db(), scope)) {
            points.push_back({leaf.rid, leaf.n, shorten(leaf.h)});
        }
        for (std::size_t at = 0; at < points.size(); at += kLinesPerMessageMax) {
            const std::size_t end = std::min(points.size(), at + kLinesPerMessageMax);
            const LeavesRequest request{scope,
                                        {points.begin() + static_cast<std::ptrdiff_t>(at),
                                         points.begin() + static_cast<std::ptrdiff_t>(end)}};
            Result<std::string> answer = ask("/v1/leaves", encode(request));
            if (!answer) return answer.error();
            const Result<LeavesAnswer> said = decode_leaves_answer(*answer);
            if (!said) return said.error();
            plan_difference(store_, *said, plan);
        }
        restarted_.insert(scope);
        return std::nullopt;
    }

    // --- pull: what this device lacks -----------------------------------------------------------

    std::optional<Message> pull() {
        std::map<std::string, Cursor> cursors;
        for (const Cursor& cursor : cursors_of(store_.db(), enrolment_.node)) {
            cursors[cursor.scope] = cursor;
        }
        PullRequest request;
        request.epoch = hello_.epoch;
        request.budget = kPullBytesDefault;
        bool behind = false;
        for (const auto& [scope, head] : hello_.heads) {
            const Cursor cursor = restarted_.contains(scope) ? Cursor{} : cursors[scope];
            request.cursors.push_back({scope, cursor.sseq, shorten(cursor.s)});
            behind = behind || head != cursor.sseq || report_.pushed > 0 || report_.refused > 0;
        }
        if (!behind || request.cursors.empty()) return std::nullopt;
        add_known_points(request);
        return pull_pages(request);
    }

    /// What need not be sent: own lines, and in a restarted scope every line held.
    void add_known_points(PullRequest& request) const {
        std::set<LinePoint> points;
        for (const Line& line : own_lines(store_.db())) {
            for (const Leaf& leaf : leaves_of(store_.db(), line.announcement.rid)) {
                points.insert({leaf.rid, leaf.n, shorten(leaf.h)});
            }
        }
        for (const std::string& scope : restarted_) {
            for (const Leaf& leaf : leaves_of_scope(store_.db(), scope)) {
                points.insert({leaf.rid, leaf.n, shorten(leaf.h)});
            }
        }
        request.have.assign(points.begin(), points.end());
    }

    std::optional<Message> pull_pages(PullRequest request) {
        std::int64_t total = 0;
        for (const auto& [scope, head] : hello_.heads)
            total += head;
        for (const ScopePoint& cursor : request.cursors)
            total -= cursor.sseq;
        for (;;) {
            tell("progress.pull", report_.pulled, std::max(total, report_.pulled));
            Result<std::string> answer = ask("/v1/pull", encode(request));
            if (!answer) return answer.error();
            const Result<PullAnswer> page = decode_pull_answer(*answer);
            if (!page) return page.error();
            const PageOutcome taken = take_page(store_, enrolment_, *page, hello_.time);
            if (taken.problem) return taken.problem;
            report_.pulled += taken.stored;
            report_.parked += taken.parked;
            for (ScopePoint& cursor : request.cursors) {
                for (const PullAnswer::Next& next : page->next) {
                    if (next.scope == cursor.scope) {
                        cursor.sseq = next.sseq;
                        cursor.s = shorten(next.s);
                    }
                }
            }
            if (!page->more) return std::nullopt;
            request.budget =
                std::min(kPullBytesMax, batch_bytes(link_.speed_down(), request.budget));
        }
    }

    // --- leaving a village ----------------------------------------------------------------------

    void evict_lost_scopes() {
        for (const ScopeState& held : scope_states(store_)) {
            if (!held.lost || !server_holds_all(held.scope)) continue;
            Transaction transaction{store_.db()};
            evict_scope(store_, held.scope);
            transaction.commit();
            report_.notes.push_back({"note.scope_evicted", {{"scope", held.scope}}});
        }
    }

    [[nodiscard]] bool server_holds_all(const std::string& scope) const {
        const std::vector<Line> lines = own_lines(store_.db());
        return std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
            if (line.announcement.scope != scope) return true;
            const std::uint64_t rid = line.announcement.rid;
            const std::vector<Leaf> leaves = leaves_of(store_.db(), rid);
            return leaves.empty() || leaves.back().n <= receipt_of(store_, rid, enrolment_.node);
        });
    }

    Store& store_;
    const Enrolment& enrolment_;
    ServerLink& link_;
    Clock& clock_;
    const OnProgress& progress_;
    Millis started_ = clock_.since_boot();
    HelloAnswer hello_;
    SyncReport report_;
    std::map<std::string, int> exchanges_;
    std::set<std::string> restarted_;
    int last_status_ = 0;
    std::string last_code_;
};

}  // namespace

SyncOutcome sync_records(Store& store, ServerLink& link, Clock& clock, const OnProgress& progress) {
    const std::optional<Enrolment> enrolment = read_enrolment(store);
    if (!enrolment) return {{}, Message{"error.enrol.missing", {}}};
    return Session{store, *enrolment, link, clock, progress}.run();
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
