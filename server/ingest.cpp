#include "server/ingest.h"

#include "server/annulment.h"
#include "server/audit.h"
#include "shared/base/check.h"
#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/op_writer.h"
#include "shared/store/refusals.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

constexpr std::size_t kLinesNamedMax = 50;  // in one row of the audit log

/// One op of a run, read and hashed but not yet judged.
struct Arrived {
    LoggedOp logged;
    std::string_view bytes;
    Hash parent{};
};

/// Why a run ends early.
struct Stop {
    std::int64_t n = 0;
    std::string code;
    Message message;
};

/// What a push brought of one scope, for the audit log.
struct Taken {
    std::int64_t ops = 0;
    std::map<std::uint64_t, std::pair<std::int64_t, std::int64_t>> lines;  ///< from and to
    std::map<std::string, std::int64_t> refused;                           ///< by code
};

/// What the person of a line may do, the same for every op of a run.
struct Right {
    std::optional<Refusal> refusal;  ///< nothing at all, and why
    std::optional<Powers> powers;    ///< judge each op; none for what was judged before
};

/// One push of one device.
class Push {
public:
    Push(const Store& store, const Identity& identity, const Device& device, Millis now,
         Random& random, const Texts& texts)
        : store_(store),
          identity_(identity),
          device_(device),
          now_(now),
          texts_(texts),
          writer_(store, true, now),
          county_(store, identity, random) {}

    PushAnswer run(std::span<const PushRun> runs) {
        for (const PushRun& run : runs) {
            if (!ended(run.line)) take_run(run);
        }
        writer_.flush();
        record();
        return std::move(answer_);
    }

private:
    /// A line that stopped or misses a parent takes nothing more from this push.
    [[nodiscard]] bool ended(std::uint64_t rid) const {
        const bool stopped = std::any_of(answer_.stopped.begin(), answer_.stopped.end(),
                                         [&](const StoppedLine& line) { return line.line == rid; });
        return stopped || std::find(answer_.unknown_parent.begin(), answer_.unknown_parent.end(),
                                    rid) != answer_.unknown_parent.end();
    }

    void stop(const PushRun& run, std::int64_t n, const char* code, const Message& message) {
        answer_.stopped.push_back({run.line, n, code, texts_(message)});
    }

    void miss_parent(std::uint64_t rid) {
        answer_.unknown_parent.push_back(rid);
        writer_.flush();  // the leaves with what this push brought
        for (const Leaf& leaf : leaves_of(store_.db(), rid)) {
            answer_.leaves.push_back({rid, leaf.n, shorten(leaf.h)});
        }
    }

    void take_run(const PushRun& run) {
        if (run.announce) take_announcement(store_, identity_, device_, *run.announce);
        if (run.certificate) keep_certificate(store_, *run.certificate);
        const std::optional<Line> line = find_line(store_.db(), run.line);
        if (!line) return stop(run, run.from, "unknown_line", {"error.push.unknown_line", {}});
        std::vector<Arrived> ops;
        Stop problem;
        if (!read_ops(run, *line, ops, problem)) {
            return stop(run, problem.n, problem.code.c_str(), problem.message);
        }
        if (!check_seal(run, *line, ops.back().logged)) {
            return stop(run, run.from, "bad_signature", {"error.push.bad_signature", {}});
        }
        const Right right = right_of(*line);
        std::size_t first = 0;
        while (first < ops.size()) {
            const std::size_t size = group_size(ops, first);
            if (size == 0) {
                return stop(run, ops[first].logged.op.n, "bad_group", {"error.push.bad_group", {}});
            }
            if (!take_group({ops.data() + first, size}, right)) return miss_parent(run.line);
            first += size;
        }
        const LoggedOp& last = ops.back().logged;
        if (run.seal) insert_seal(store_.db(), {run.line, last.op.n, last.h, run.from, *run.seal});
        store_.db().run("UPDATE line SET receipt_at = ?2 WHERE rid = ?1", signed_rid(run.line),
                        now_);
        answer_.stored.emplace_back(run.line, last.op.n);
    }

    static bool read_ops(const PushRun& run, const Line& line, std::vector<Arrived>& out,
                         Stop& problem) {
        Hash parent = run.parent;
        std::int64_t n = run.from;
        for (const std::string_view bytes : run.ops) {
            Result<Op> op = decode_op(bytes);
            problem.n = n;
            problem.code = bytes.size() > kOpBytesMax ? "too_big" : "bad_op";
            if (!op) {
                problem.message = op.error();
                return false;
            }
            problem.code = "bad_chain";
            problem.message = {"error.push.bad_chain", {}};
            const bool first_parent_wrong = n == 1 && parent != Hash{};
            const Announcement& said = line.announcement;
            if (op->rid != run.line || op->n != n || op->by != said.by || op->scope != said.scope ||
                first_parent_wrong) {
                return false;
            }
            Arrived arrived{{std::move(*op), {}, chain(parent, bytes)}, bytes, parent};
            arrived.logged.id = id_of(arrived.logged.op, arrived.logged.h);
            parent = arrived.logged.h;
            ++n;
            out.push_back(std::move(arrived));
        }
        return true;
    }

    /// A device signs what it pushes of its own lines. Another's line is taken with its own seal,
    /// or, past the last seal its bringer holds, without: verify shows it as unsealed.
    bool check_seal(const PushRun& run, const Line& line, const LoggedOp& last) {
        const bool own = line.announcement.device == device_.id;
        if (!run.seal) return !own;
        std::optional<PublicKey> key;
        if (own) {
            key = device_.key;
        } else if (line.county) {
            key = identity_.keys.public_key;
        } else if (const auto other = find_device(store_, line.announcement.device)) {
            key = other->key;
        }
        return !key || verify(*key, seal_text(run.line, last.op.n, last.h), *run.seal);
    }

    /// Ops of the group that begins at `first`; 0 when the run does not hold all of it.
    static std::size_t group_size(const std::vector<Arrived>& ops, std::size_t first) {
        const auto size = static_cast<std::size_t>(ops[first].logged.op.group_of);
        if (ops[first].logged.op.group_at != 1 || first + size > ops.size()) return 0;
        for (std::size_t i = 0; i < size; ++i) {
            const Op& op = ops[first + i].logged.op;
            if (op.group_at != static_cast<std::int64_t>(i) + 1 ||
                op.group_of != static_cast<std::int64_t>(size)) {
                return 0;
            }
        }
        return size;
    }

    /// Every parent, in the line and in the record, is held or stands in the group itself.
    [[nodiscard]] bool holds_parents(std::span<const Arrived> group) const {
        const Arrived& first = group.front();
        const Op& op = first.logged.op;
        if (op.n > 1 && !find_op(store_.db(), op.rid, op.n - 1, first.parent)) return false;
        const auto in_group = [&](const OpId& id) {
            return std::any_of(group.begin(), group.end(),
                               [&](const Arrived& arrived) { return arrived.logged.id == id; });
        };
        return std::all_of(group.begin(), group.end(), [&](const Arrived& arrived) {
            const std::vector<OpId>& parents = arrived.logged.op.par;
            return std::all_of(parents.begin(), parents.end(), [&](const OpId& parent) {
                return in_group(parent) || find_op(store_.db(), parent).has_value();
            });
        });
    }

    /// False when a parent is not held: nothing of the group is then stored.
    bool take_group(std::span<const Arrived> group, const Right& right) {
        const LoggedOp& last = group.back().logged;
        if (find_op(store_.db(), last.op.rid, last.op.n, last.h)) {
            for (const Arrived& arrived : group)
                repeat_refusal(arrived.logged);
            return true;
        }
        if (!holds_parents(group)) return false;
        std::optional<Refusal> refusal = right.refusal;
        for (const Arrived& arrived : group) {
            note_taken(arrived.logged.op);
            if (!refusal && right.powers) {
                refusal = check_op(store_, arrived.logged, *right.powers);
            }
            CHECK_THAT(writer_.append(arrived.logged, arrived.bytes, arrived.parent) ==
                       OpWriter::Outcome::Stored);
        }
        if (refusal) refuse(group, *refusal);
        return true;
    }

    /// The right is judged at any moment since the line was last heard of: the op's own clock
    /// proves nothing. What a restored server gets back of a line whose device it does not know
    /// had been judged before.
    Right right_of(const Line& line) {
        Right right;
        if (line.county) return right;
        const Announcement& said = line.announcement;
        const std::optional<Device> device =
            said.device == device_.id ? std::optional{device_} : find_device(store_, said.device);
        if (device) {
            const Millis since = line.receipt_at > 0 ? line.receipt_at : device->enrolled_at;
            // A closed-out device's work is judged as on the day it was closed out.
            const Millis until = device->revoked ? device->revoked_at : now_;
            if (!was_granted_between(store_, said.by, said.scope, since, until)) {
                right.refusal =
                    Refusal{"not_granted", {"error.right.scope", {{"scope", said.scope}}}};
            }
        }
        const std::optional<Account> account = find_account(store_, said.by);
        if (account) right.powers = powers_of(account->role);
        return right;
    }

    void refuse(std::span<const Arrived> group, const Refusal& refusal) {
        const std::string text = texts_(refusal.message);
        std::vector<LoggedOp> refused;
        for (const Arrived& arrived : group) {
            refused.push_back(arrived.logged);
            const std::string id = to_text(arrived.logged.id);
            put_refusal(store_, {id, arrived.logged.op.rec, refusal.code, text, now_});
            answer_.refused.push_back({id, refusal.code, text});
            ++taken_[arrived.logged.op.scope].refused[refusal.code];
        }
        county_.annul(refused, refusal.code + ": " + text, now_, writer_);
    }

    void repeat_refusal(const LoggedOp& logged) {
        const std::string id = to_text(logged.id);
        Query query =
            store_.db().query("SELECT code, text FROM refusal WHERE op = ?1", std::string_view{id});
        if (query.step()) answer_.refused.push_back({id, query.str(0), query.str(1)});
    }

    void note_taken(const Op& op) {
        Taken& taken = taken_[op.scope];
        ++taken.ops;
        const auto [range, fresh] = taken.lines.try_emplace(op.rid, op.n, op.n);
        range->second.first = std::min(range->second.first, op.n);
        range->second.second = std::max(range->second.second, op.n);
    }

    /// What is new here, a row a scope; and what can never be stored.
    void record() {
        for (const auto& [scope, taken] : taken_) {
            Json detail{{"ops", taken.ops}, {"lines", Json::array()}};
            for (const auto& [rid, range] : taken.lines) {
                if (detail["lines"].size() == kLinesNamedMax) break;
                detail["lines"].push_back({to_hex64(rid), range.first, range.second});
            }
            if (!taken.refused.empty()) detail["refused"] = taken.refused;
            record_event(store_, {AuditVerb::Push, device_.by, device_.id, "ops", scope, detail},
                         now_);
        }
        for (const StoppedLine& line : answer_.stopped) {
            if (line.code == "unknown_line") continue;
            record_event(store_,
                         {AuditVerb::Refuse,
                          device_.by,
                          device_.id,
                          to_hex64(line.line),
                          {},
                          Json{{"n", line.n}, {"code", line.code}}},
                         now_);
        }
    }

    const Store& store_;
    const Identity& identity_;
    const Device& device_;
    Millis now_;
    const Texts& texts_;
    OpWriter writer_;
    CountyLine county_;
    PushAnswer answer_;
    std::map<std::string, Taken> taken_;
};

}  // namespace

PushAnswer ingest_push(const Store& store, const Identity& identity, const Device& device,
                       std::span<const PushRun> runs, Millis now, Random& random,
                       const Texts& texts) {
    return Push{store, identity, device, now, random, texts}.run(runs);
}

bool take_announcement(const Store& store, const Identity& identity, const Device& device,
                       const Signed& announcement) {
    const std::optional<Announcement> said =
        read_announcement(announcement.bytes, announcement.signature);
    if (!said) return false;
    Line line;
    line.announcement = *said;
    line.announced = true;
    if (said->device == device.id) {
        if (said->by != device.by || !verify_announcement(*said, device.key)) return false;
    } else if (verify_announcement(*said, identity.keys.public_key)) {
        line.county = true;
    } else if (const auto other = find_device(store, said->device)) {
        if (said->by != other->by || !verify_announcement(*said, other->key)) return false;
    }
    insert_line(store.db(), line);
    return true;
}

}  // namespace cunji
