#include "sync/pushing.h"

#include "shared/store/receipts.h"
#include "shared/store/withdrawing.h"
#include "sync/push_plan.h"

#include <algorithm>
#include <array>
#include <map>

namespace cunji {

namespace {

// Of a stopped line: no later push can make these right (docs/protocol.md).
constexpr std::array<std::string_view, 5> kFinalStops{"bad_chain", "bad_signature", "bad_op",
                                                      "bad_group", "too_big"};
constexpr int kExchangesMax = 3;  // of leaves, in one round
// Of work that goes to be judged: always the same, so that what is sent again is the same bytes.
constexpr std::size_t kJudgedBatch = 256 * 1024;

class Pushing {
public:
    explicit Pushing(Round& round) : round_(round) {}

    /// Nobody has said what the server holds: what it has neither taken nor set aside.
    std::optional<Message> run_closed_out(const Message& said) {
        PushPlan plan;
        for (const Line& line : own_lines(round_.store.db())) {
            const std::uint64_t rid = line.announcement.rid;
            plan_own_line(round_.store, rid,
                          std::max(receipt_of(round_.store, rid, round_.enrolment.node),
                                   quarantined_of(round_.store, rid, round_.enrolment.node)),
                          plan);
        }
        while (std::optional<ReadyPush> push = make_ready(plan, kJudgedBatch)) {
            round_.link.start(std::move(push->request));
            const Result<std::string> answer = round_.body_of(round_.link.finish());
            if (answer.ok()) return std::nullopt;  // let in again meanwhile: the next hello tells
            if (round_.last_code != "quarantined") return answer.error();
            note_quarantined(push->batch);
        }
        const std::int64_t waiting = ops_in_quarantine(round_.store, round_.enrolment.node);
        if (waiting == 0) return said;
        return Message{"error.sync.quarantined", {{"count", std::to_string(waiting)}}};
    }

    std::optional<Message> run() {
        if (!round_.enrolment.author()) {
            // Who only reads sends nothing, not even what a restored server lacks.
            round_.restarted.insert(round_.hello.restart.begin(), round_.hello.restart.end());
            return std::nullopt;
        }
        PushPlan plan;
        for (const Line& line : own_lines(round_.store.db())) {
            const std::uint64_t rid = line.announcement.rid;
            plan_own_line(round_.store, rid, receipt_of(round_.store, rid, round_.enrolment.node),
                          plan);
        }
        for (const std::string& scope : round_.hello.restart) {
            if (std::optional<Message> problem = exchange_leaves(scope, plan)) return problem;
        }
        return send_batches(plan);
    }

private:
    /// A push with its request packed.
    struct ReadyPush {
        PushBatch batch;
        WireRequest request;
    };

    std::optional<ReadyPush> make_ready(PushPlan& plan, std::size_t bytes_max) const {
        if (plan.empty()) return std::nullopt;
        ReadyPush out;
        out.batch = take_batch(round_.store, round_.enrolment.device_keys, plan, bytes_max);
        out.request = round_.link.pack("POST", "/v1/push", std::move(out.batch.body));
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
            round_.tell("progress.push", sent, total);
            round_.link.start(std::move(now->request));
            std::optional<ReadyPush> next = make_ready(plan, bytes_max);
            const Result<std::string> answer = round_.body_of(round_.link.finish());
            if (!answer && round_.last_status == 413 && bytes_max > kFirstBatch) {
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
            bytes_max = batch_bytes(round_.link.speed_up(), bytes_max);
            now = next ? std::move(next) : make_ready(plan, bytes_max);
        }
        round_.tell("progress.push", sent, sent);
        return std::nullopt;
    }

    /// The server will never take this line's ops from here on. What nobody holds goes back to the
    /// person; what somebody may hold stays, and no more is written on the line.
    void end_line(const StoppedLine& said, Withdrawn& withdrawn) {
        if (said.code == "unknown_line") return;
        const std::int64_t held = receipt_of(round_.store, said.line, round_.enrolment.node);
        // Bytes changed by the disk no longer fit the seal: then only the seal tells the server.
        const std::int64_t from =
            said.code == "bad_signature"
                ? first_damaged_op(round_.store, said.line, held).value_or(said.n)
                : said.n;
        std::optional<Withdrawn> taken;
        if (std::find(kFinalStops.begin(), kFinalStops.end(), said.code) != kFinalStops.end()) {
            taken = withdraw_ops(round_.store,
                                 {said.line, from, said.code, said.text, round_.hello.time});
        }
        retire_line(round_.store.db(), said.line);
        if (!taken) {
            round_.report.notes.push_back({"note.line_kept", {{"text", said.text}}});
            return;
        }
        round_.report.notes.push_back(
            {"note.line_stopped",
             {{"text", said.text}, {"count", std::to_string(taken->ops.size())}}});
        withdrawn.ops.merge(taken->ops);
        withdrawn.lines.merge(taken->lines);
    }

    void note_quarantined(const PushBatch& batch) const {
        Transaction transaction{round_.store.db()};
        for (const std::int64_t lseq : batch.ops) {
            const WireOp op = read_wire_op(round_.store.db(), lseq);
            set_quarantined(round_.store, op.rid, round_.enrolment.node, op.n, round_.clock.now());
        }
        transaction.commit();
    }

    std::optional<Message> take_push_answer(const PushAnswer& said, PushPlan& plan) {
        Withdrawn withdrawn;
        {
            Transaction transaction{round_.store.db()};
            for (const auto& [rid, n] : said.stored) {
                const std::int64_t before = receipt_of(round_.store, rid, round_.enrolment.node);
                round_.report.pushed += std::max<std::int64_t>(0, n - before);
                set_receipt(round_.store, rid, round_.enrolment.node, std::max(n, before),
                            round_.hello.time);
            }
            for (const RefusedOp& op : said.refused) {
                // Also when the annulment cannot come by pull any more: the scope may be lost.
                const std::optional<OpId> id = op_id_from_text(op.id);
                if (id) give_back(round_.store, *id, op.code + ": " + op.text, round_.hello.time);
            }
            for (const StoppedLine& line : said.stopped)
                end_line(line, withdrawn);
            transaction.commit();
        }
        for (const RefusedOp& op : said.refused)
            round_.report.refusals.push_back(op);
        round_.report.refused += static_cast<std::int64_t>(said.refused.size());
        for (const std::int64_t lseq : withdrawn.ops)
            plan.erase(lseq);
        // Of these lines go the ops before, which came in one run with those that stopped it.
        for (const std::uint64_t rid : withdrawn.lines)
            plan_own_line(round_.store, rid, receipt_of(round_.store, rid, round_.enrolment.node),
                          plan);
        for (const StoppedLine& line : said.stopped) {
            // It was restored between our hello and this push: the next hello announces the line.
            if (line.code == "unknown_line")
                return Message{"error.server.says", {{"text", line.text}}};
        }
        std::set<std::string> scopes;
        for (const std::uint64_t rid : said.unknown_parent) {
            if (withdrawn.lines.contains(rid)) continue;  // the parent was withdrawn with it
            if (const auto line = find_line(round_.store.db(), rid)) {
                scopes.insert(line->announcement.scope);
                plan_own_line(round_.store, rid, 0, plan);
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
        for (const Leaf& leaf : leaves_of_scope(round_.store.db(), scope)) {
            points.push_back({leaf.rid, leaf.n, shorten(leaf.h)});
        }
        for (std::size_t at = 0; at < points.size(); at += kLinesPerMessageMax) {
            const std::size_t end = std::min(points.size(), at + kLinesPerMessageMax);
            const LeavesRequest request{scope,
                                        {points.begin() + static_cast<std::ptrdiff_t>(at),
                                         points.begin() + static_cast<std::ptrdiff_t>(end)}};
            Result<std::string> answer = round_.ask("/v1/leaves", encode(request));
            if (!answer) return answer.error();
            const Result<LeavesAnswer> said = decode_leaves_answer(*answer);
            if (!said) return said.error();
            plan_difference(round_.store, *said, plan);
        }
        round_.restarted.insert(scope);
        return std::nullopt;
    }

    Round& round_;
    std::map<std::string, int> exchanges_;
};

}  // namespace

std::optional<Message> push_missing(Round& round) {
    return Pushing{round}.run();
}

std::optional<Message> push_closed_out(Round& round, const Message& said) {
    return Pushing{round}.run_closed_out(said);
}

}  // namespace cunji
