#include "tests/shared/store/random_history.h"

#include "shared/base/random.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cunji::test {

namespace {

constexpr std::size_t kPeople = 4;
constexpr std::array<const char*, 3> kRecords{kRecord, "01931f6e-7c1a-7e07-9d0e-000000000002",
                                              "01931f6e-7c1a-7e07-9d0e-000000000003"};
constexpr std::array<const char*, 5> kNames{"王铁柱", "李单", "𬭎", "", "张三"};
constexpr std::array<const char*, 6> kReviews{"draft",    "submitted", "returned",
                                              "approved", "locked",    "unlock_requested"};

struct Person {
    Line line;
    std::int64_t rank;
    std::set<std::size_t> seen;  ///< indexes into the history; whole pasts
};

class Village {
public:
    explicit Village(std::uint64_t seed) : random_(seed) {
        const auto add = [&](std::uint64_t rid, std::int64_t rank) {
            people_.push_back({Line{rid, person(people_.size())}, rank, {}});
        };
        add(0x11, 0);
        add(0x12, 0);
        add(0x21, 1);
        add(kCountyLine, 2);
    }

    std::vector<Sent> run(std::size_t ops) {
        while (history_.size() < ops) {
            const std::size_t who = random_.below(kPeople);
            if (random_.below(4) == 0) meet(people_[who], people_[random_.below(kPeople)]);
            write(people_[who]);
        }
        return history_;
    }

private:
    static std::string person(std::size_t index) {
        return "01930a00-0000-7000-8000-00000000000" + std::to_string(index);
    }

    void meet(Person& one, Person& other) {
        one.seen.insert(other.seen.begin(), other.seen.end());
        other.seen = one.seen;
    }

    /// Heads of the record as the person knows them; sometimes as they were when a draft was begun.
    std::vector<OpId> heads(const Person& person, const std::string& record) {
        std::vector<std::size_t> ops;
        for (const std::size_t i : person.seen) {
            if (history_[i].logged.op.rec == record) ops.push_back(i);
        }
        // A past is whole up to any point of the order in which all was written.
        if (!ops.empty() && random_.below(5) == 0) ops.resize(random_.below(ops.size()) + 1);
        std::set<OpId> heads;
        for (const std::size_t i : ops) {
            const LoggedOp& logged = history_[i].logged;
            heads.insert(logged.id);
            for (const OpId& parent : logged.op.par)
                heads.erase(parent);
        }
        return {heads.begin(), heads.end()};
    }

    void write(Person& person) {
        const std::string record = kRecords[random_.below(kRecords.size())];
        const std::vector<OpId> parents = heads(person, record);
        OpBuilder op = an_op(person.line).on(record).after(parents);
        op.at(kNoon + static_cast<Millis>(random_.below(8)) * kYear / 4 - kYear);
        if (person.rank == 2 && !parents.empty() && random_.below(4) == 0) {
            op.annul({parents.front()}).rank(2).why("locked: 已锁定");
        } else {
            fill(op, person);
        }
        history_.push_back(send(person.line, op));
        person.seen.insert(history_.size() - 1);
    }

    void fill(OpBuilder& op, const Person& person) {
        const bool official = random_.below(3) == 0;
        if (official) op.rank(person.rank);
        std::set<std::size_t> chosen;
        const std::size_t changes = random_.below(4);  // none: only joins heads
        for (std::size_t i = 0; i < changes; ++i)
            chosen.insert(random_.below(10));
        for (const std::size_t change : chosen)
            fill(op, change);
    }

    void fill(OpBuilder& op, std::size_t change) {
        const auto number = static_cast<std::int64_t>(random_.below(5));
        switch (change) {
            case 0:
                op.set("a", random_.below(6) == 0 ? Value{"five"} : Value{number});
                break;
            case 1:
                op.set("b", random_.below(5) == 0 ? Value{} : Value{number});
                break;
            case 2:
                op.set("c", kNames[random_.below(kNames.size())]);
                break;
            case 3:
                op.set("d", number);
                break;
            case 4:
                op.set("e", random_.below(5) == 0 ? Value{true} : Value{number});
                break;
            case 5:
                op.add("s", {random_.below(2) == 0 ? "flood" : "ill"});
                break;
            case 6:
                op.rem("s", {random_.below(2) == 0 ? "flood" : "ill"});
                break;
            case 7:
                op.app("l", {"记 " + std::to_string(number)});
                break;
            case 8:
                op.set("review", kReviews[random_.below(kReviews.size())]);
                break;
            default:
                op.set("void_reason", random_.below(2) == 0 ? Value{} : Value{"重复"});
                break;
        }
    }

    SeededRandom random_;
    std::vector<Person> people_;
    std::vector<Sent> history_;
};

}  // namespace

std::vector<Sent> random_history(std::uint64_t seed, std::size_t ops) {
    return Village{seed}.run(ops);
}

std::vector<Sent> shuffled(const std::vector<Sent>& history, std::uint64_t seed) {
    SeededRandom random{seed};
    std::vector<Sent> waiting = history;
    std::vector<Sent> out;
    std::set<OpId> held;
    std::map<std::uint64_t, std::int64_t> last;
    const auto ready = [&](const Sent& sent) {
        const Op& op = sent.logged.op;
        return last[op.rid] + 1 == op.n &&
               std::all_of(op.par.begin(), op.par.end(),
                           [&](const OpId& parent) { return held.contains(parent); });
    };
    while (!waiting.empty()) {
        const std::size_t i = random.below(waiting.size());
        if (!ready(waiting[i])) continue;
        held.insert(waiting[i].logged.id);
        last[waiting[i].logged.op.rid] = waiting[i].logged.op.n;
        out.push_back(waiting[i]);
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return out;
}

}  // namespace cunji::test
