#include "server/demo/scribe.h"

#include "shared/base/check.h"
#include "shared/base/uuid.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"
#include "shared/store/op_log.h"

#include <utility>

namespace cunji::demo {

namespace {

constexpr std::int64_t kCommitOps = 2000;

}  // namespace

Scribe::Scribe(const Store& store, SeededRandom random)
    : store_(store), random_(std::move(random)) {
    transaction_.emplace(store_.db());
}

std::vector<RecordKey> Scribe::add(const Clerk& clerk, const std::string& scope,
                                   std::vector<NewRecord> records, const Moment& at) {
    std::vector<SaveRequest> group;
    for (NewRecord& record : records) {
        SaveRequest& request = group.emplace_back();
        request.kind = record.first;
        request.scope = scope;
        request.fields = std::move(record.second);
        request.fields["demo"] = "yes";
        ++made_[record.first];
    }
    std::vector<RecordKey> keys;
    for (const Saved& saved : save(clerk, group, at))
        keys.push_back({scope, saved.kind, saved.id});
    return keys;
}

RecordKey Scribe::add_one(const Clerk& clerk, const std::string& scope, const std::string& kind,
                          Json fields, const Moment& at) {
    std::vector<NewRecord> records;
    records.emplace_back(kind, std::move(fields));
    return add(clerk, scope, std::move(records), at).front();
}

void Scribe::change(const Clerk& clerk, const RecordKey& record, Json fields, const Moment& at,
                    const ChangeHow& how) {
    SaveRequest request;
    request.kind = record.kind;
    request.id = record.id;
    request.fields = std::move(fields);
    request.seen = how.seen;
    request.why = how.why;
    const std::vector<Saved> saved = save(clerk, {request}, at);
    CHECK_THAT(saved.front().op.has_value());
}

std::vector<OpId> Scribe::heads(const RecordKey& record) const {
    const std::optional<RecordState> state = stored_state(store_, record);
    CHECK_THAT(state.has_value());
    return state->heads;
}

std::string Scribe::next_id(const Moment& at) const {
    SeededRandom copy = random_;
    return new_uuid(millis_of(at), copy);
}

std::vector<Saved> Scribe::save(const Clerk& clerk, const std::vector<SaveRequest>& group,
                                const Moment& at) {
    devices_.try_emplace(clerk.author.device, clerk.author.device_keys);
    Result<std::vector<Saved>, std::vector<SaveProblem>> saved = save_in_transaction(
        store_, clerk.author, group, millis_of(at) + clerk.clock_ahead, random_);
    if (!saved) {
        const SaveProblem& problem = saved.error().front();
        throw Failure(problem.message, group[problem.index].kind + '.' + problem.field);
    }
    const auto count = static_cast<std::int64_t>(group.size());
    ops_ += count;
    uncommitted_ += count;
    if (uncommitted_ >= kCommitOps) {
        transaction_->commit();
        transaction_.emplace(store_.db());
        uncommitted_ = 0;
    }
    return std::move(*saved);
}

void Scribe::finish() {
    Database& db = store_.db();
    for (const Line& line : own_lines(db)) {
        const std::uint64_t rid = line.announcement.rid;
        const KeyPair& keys = devices_.at(line.announcement.device);
        for (const Leaf& leaf : leaves_of(db, rid)) {
            insert_seal(db, {rid, leaf.n, leaf.h, 1, sign(keys, seal_text(rid, leaf.n, leaf.h))});
        }
        mark_announced(db, rid);
        hand_over_line(db, rid);
    }
    transaction_->commit();
    transaction_.reset();
}

}  // namespace cunji::demo
