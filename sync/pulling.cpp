#include "sync/pulling.h"

#include "shared/store/certificates.h"
#include "shared/store/cursors.h"
#include "shared/store/lines.h"
#include "sync/pull_page.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

class Pulling {
public:
    explicit Pulling(Round& round) : round_(round) {}

    std::optional<Message> run() {
        std::map<std::string, Cursor> cursors;
        for (const Cursor& cursor : cursors_of(round_.store.db(), round_.enrolment.node)) {
            cursors[cursor.scope] = cursor;
        }
        PullRequest request;
        request.epoch = round_.hello.epoch;
        request.budget = kPullBytesDefault;
        bool behind = false;
        for (const auto& [scope, head] : round_.hello.heads) {
            const Cursor cursor = round_.restarted.contains(scope) ? Cursor{} : cursors[scope];
            request.cursors.push_back({scope, cursor.sseq, shorten(cursor.s)});
            behind = behind || head != cursor.sseq || round_.report.pushed > 0 ||
                     round_.report.refused > 0;
        }
        if (!behind || request.cursors.empty()) return std::nullopt;
        add_known_points(request);
        return pull_pages(request);
    }

private:
    /// What need not be sent: own lines, and in a restarted scope every line held.
    void add_known_points(PullRequest& request) const {
        std::set<LinePoint> points;
        for (const Line& line : own_lines(round_.store.db())) {
            for (const Leaf& leaf : leaves_of(round_.store.db(), line.announcement.rid)) {
                points.insert({leaf.rid, leaf.n, shorten(leaf.h)});
            }
        }
        for (const std::string& scope : round_.restarted) {
            for (const Leaf& leaf : leaves_of_scope(round_.store.db(), scope)) {
                points.insert({leaf.rid, leaf.n, shorten(leaf.h)});
            }
        }
        request.have.assign(points.begin(), points.end());
        request.want = devices_without_certificate(round_.store);
    }

    std::optional<Message> pull_pages(PullRequest request) {
        std::int64_t total = 0;
        for (const auto& [scope, head] : round_.hello.heads)
            total += head;
        for (const ScopePoint& cursor : request.cursors)
            total -= cursor.sseq;
        for (;;) {
            round_.tell("progress.pull", round_.report.pulled,
                        std::max(total, round_.report.pulled));
            Result<std::string> answer = round_.ask("/v1/pull", encode(request));
            if (!answer) return answer.error();
            const Result<PullAnswer> page = decode_pull_answer(*answer);
            if (!page) return page.error();
            const PageOutcome taken =
                take_page(round_.store, round_.enrolment, *page, round_.hello.time);
            if (taken.problem) return taken.problem;
            round_.report.pulled += taken.stored;
            round_.report.parked += taken.parked;
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
                std::min(kPullBytesMax, batch_bytes(round_.link.speed_down(), request.budget));
        }
    }

    Round& round_;
};

}  // namespace

std::optional<Message> pull_missing(Round& round) {
    return Pulling{round}.run();
}

}  // namespace cunji
