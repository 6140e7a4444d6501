#include "tests/shared/record/histories.h"

#include "shared/base/random.h"
#include "tests/shared/record/folding.h"

#include <algorithm>
#include <deque>
#include <sstream>

namespace cunji::test {

namespace {

using Ops = std::vector<const LoggedOp*>;

bool chance(SeededRandom& dice, std::uint64_t percent) {
    return dice.below(100) < percent;
}

template <typename T>
const T& one_of(SeededRandom& dice, const std::vector<T>& some) {
    return some[dice.below(some.size())];
}

template <typename T>
void shuffle(SeededRandom& dice, std::vector<T>& some) {
    for (std::size_t i = some.size(); i > 1; --i)
        std::swap(some[i - 1], some[dice.below(i)]);
}

RecordState fold_with(Fault fault, const std::vector<FoldOp>& ops, const Form& form) {
    if (fault == Fault::None) return fold(ops, form);
    return naive_fold(ops, form, fault == Fault::NoRefold ? Fault::None : fault);
}

struct Device {
    Line line{0};
    Millis wrong_by = 0;
    Millis coarse = 1;        ///< how far apart two stamps of its clock are
    std::vector<FoldOp> ops;  ///< in order of arrival
    std::set<OpId> known;
    RecordState state;
    std::vector<std::vector<OpId>> opened;  ///< the heads when a form was opened and left open
};

class World {
public:
    World(const History& history, Fault fault) : form_(a_form()), fault_(fault) {
        SeededRandom dice{history.devices};
        const std::uint64_t count = 2 + dice.below(4);
        if (chance(dice, 30)) coarse_ = 20 * kYear;
        for (std::uint64_t i = 0; i < count; ++i)
            devices_.push_back(a_device(dice, i));
        for (const std::uint64_t step : history.steps)
            live_through(step);
    }

    void end(std::uint64_t seed) {
        SeededRandom dice{seed};
        for (const Device& device : devices_) {
            expect(naive_fold(device.ops, form_) == device.state, Promise::OracleAgrees);
        }
        Ops everything;
        for (const LoggedOp& op : all_)
            everything.push_back(&op);
        for (Device& device : devices_) {
            shuffle(dice, everything);
            deliver(device, everything, dice);
        }
        const RecordState& agreed = devices_.front().state;
        for (const Device& device : devices_) {
            expect(device.state == agreed, Promise::OrderDoesNotMatter);
            expect(fold_with(fault_, device.ops, form_) == agreed, Promise::OrderDoesNotMatter);
        }
        expect(naive_fold(devices_.front().ops, form_) == agreed, Promise::OracleAgrees);
        look_at_fields(agreed);
    }

    [[nodiscard]] const std::set<Promise>& broken() const { return broken_; }

    [[nodiscard]] const RecordState& state() const { return devices_.front().state; }

    [[nodiscard]] const std::deque<LoggedOp>& ops() const { return all_; }

private:
    Device a_device(SeededRandom& dice, std::uint64_t i) {
        // Sometimes the third device is a copy of the second's database: equal line and numbers.
        const bool copied = i == 2 && chance(dice, 20);
        Device device;
        if (copied) device = devices_[1];
        device.line = Line{copied ? device.line.rid() : i == 0 ? kCountyRid : i};
        if (copied) return device;
        const auto ten_years = static_cast<std::uint64_t>(10 * kYear);
        if (chance(dice, 50)) {
            device.wrong_by = static_cast<Millis>(dice.below(2 * ten_years)) - 10 * kYear;
        }
        device.coarse = std::max(coarse_, one_of<Millis>(dice, {1, 1, 3'600'000, 20 * kYear}));
        return device;
    }

    void live_through(std::uint64_t step) {
        SeededRandom dice{step};
        now_ += static_cast<Millis>(1 + dice.below(7'200'000));
        Device& device = devices_[dice.below(devices_.size())];
        if (chance(dice, 20)) device.opened.push_back(device.state.heads);
        if (chance(dice, 60)) {
            save(device, dice);
        } else {
            pull(device, one_of(dice, devices_), dice);
        }
        expect(fold_with(fault_, device.ops, form_) == device.state,
               Promise::IncrementalEqualsFold);
    }

    /// One person saves on one device.
    void save(Device& device, SeededRandom& dice) {
        OpBuilder op = an_op(device.line);
        const bool old_form = !device.opened.empty() && chance(dice, 15);
        op.after(old_form ? one_of(dice, device.opened) : device.state.heads);
        op.at((kNoon + now_ + device.wrong_by) / device.coarse * device.coarse);
        op.rank(one_of<std::int64_t>(dice, {0, 0, 0, 0, 0, 1, 2}));
        const std::uint64_t what = dice.below(100);
        if (what < 6 && !device.ops.empty()) {
            op.rank(2).annul({one_of(dice, device.ops).logged->id}).why("locked: by the test");
        } else if (what < 16) {
            approve(op, device.state, dice);
        } else if (what < 22) {
            op.rank(1).set("review", one_of<const char*>(dice, {"draft", "returned"}));
        } else if (what < 30) {
            op.set("void_reason", one_of<Value>(dice, {"twice", "moved", nullptr}));
        } else if (what < 94) {
            edit(op, dice);
        }  // else nothing: it joins heads
        const LoggedOp& logged = keep(op.log());
        receive(device, logged);
        if (!old_form && logged.op.annul.empty()) expect_shown(device, logged);
    }

    void edit(OpBuilder& op, SeededRandom& dice) {
        const auto number = [&] {
            return chance(dice, 10) ? Value{} : Value{std::int64_t(dice.below(8))};
        };
        for (const char* field : {"a", "b", "d", "e"}) {
            if (chance(dice, 20)) op.set(field, number());
        }
        if (chance(dice, 25)) op.set("c", one_of<Value>(dice, {"Wang", "Huang", "Hwang", nullptr}));
        if (chance(dice, 10))
            op.set("lat", number()).set("lon", number()).set("accuracy", number());
        if (chance(dice, 8)) op.set("review", one_of<const char*>(dice, {"submitted", "draft"}));
        if (chance(dice, 25)) op.add("s", {one_of<Value>(dice, {"x", "y", "z"})});
        if (chance(dice, 20)) op.rem("s", {one_of<Value>(dice, {"x", "y", "z"})});
        if (chance(dice, 15)) op.app("l", {number(), "seen"});
    }

    /// States what it approves: every field, and every element that is in.
    void approve(OpBuilder& op, const RecordState& state, SeededRandom& dice) {
        op.rank(1 + static_cast<std::int64_t>(dice.below(2)));
        op.set("review", one_of<const char*>(dice, {"approved", "locked"}));
        for (const char* field : {"a", "b", "c", "d", "e", "lat", "lon", "accuracy"}) {
            op.set(field, shown(state, field));
        }
        const Value elements = shown(state, "s");
        if (elements.list() != nullptr) op.add("s", *elements.list());
    }

    /// What one device holds comes to another: some or all, in order or not, once or twice.
    void pull(Device& device, const Device& source, SeededRandom& dice) {
        Ops items;
        for (const FoldOp& op : source.ops)
            items.push_back(op.logged);
        if (chance(dice, 40)) shuffle(dice, items);
        if (chance(dice, 50)) items.resize(dice.below(items.size() + 1));
        deliver(device, items, dice);
    }

    void deliver(Device& device, Ops items, SeededRandom& dice) {
        if (chance(dice, 30)) items.insert(items.end(), items.begin(), items.end());
        if (fault_ == Fault::NoRefold || chance(dice, 50)) {
            for (const LoggedOp* op : items)
                receive(device, *op);
            return;
        }
        for (const LoggedOp* op : items)
            store(device, *op);
        device.state = fold_with(fault_, device.ops, form_);
    }

    bool store(Device& device, const LoggedOp& op) {
        if (!device.known.insert(op.id).second) return false;
        device.ops.push_back({&op, op.op.rid == kCountyRid});
        return true;
    }

    void receive(Device& device, const LoggedOp& op) {
        if (!store(device, op)) return;
        if (fault_ == Fault::NoRefold && op.op.annul.empty()) {
            put_on_top(device.state, op, form_);
        } else if (can_apply_on_top(device.state, op)) {
            apply_on_top(device.state, op, form_);
        } else {
            device.state = fold_with(fault_, device.ops, form_);
        }
    }

    const LoggedOp& keep(LoggedOp op) {
        // A copied database can write the very same op again: that is one op.
        for (const LoggedOp& known : all_) {
            if (known.id == op.id) return known;
        }
        return all_.emplace_back(std::move(op));
    }

    /// The author saw all that the device knows: nothing there may beat what he wrote.
    void expect_shown(const Device& device, const LoggedOp& op) {
        const RecordState state = fold_with(fault_, device.ops, form_);
        for (const auto& [field, value] : op.op.set) {
            const bool is = shown(state, field) == value && !state.conflicts.contains(field);
            expect(is, Promise::LastWriterWins);
        }
    }

    void look_at_fields(const RecordState& state) {
        const std::vector<FoldOp>& ops = devices_.front().ops;
        Seen seen{ops};
        const Ops live = live_of(ops);
        for (const Field& field : form_.fields) {
            const Ops standing = unseen_writes(live, seen, field.name);
            if (standing.empty()) continue;
            const bool fresh = std::any_of(standing.begin(), standing.end(), [&](const auto* op) {
                return *op->op.find_set(field.name) == shown(state, field.name);
            });
            expect(fresh, Promise::SeenNeverWins);
            if (field.flagged || field.merge == MergeRule::KeepBoth) {
                expect(all_findable(state, field.name, standing), Promise::ConcurrentIsFindable);
            }
        }
    }

    static bool all_findable(const RecordState& state, const std::string& field,
                             const Ops& standing) {
        std::set<Value> values;
        for (const LoggedOp* op : standing)
            values.insert(*op->op.find_set(field));
        if (values.size() < 2) return true;
        const auto found = state.conflicts.find(field);
        if (found == state.conflicts.end()) return false;
        const std::vector<FieldHead>& named = found->second.values;
        return std::all_of(standing.begin(), standing.end(), [&](const LoggedOp* op) {
            const FieldHead head{op->id, *op->op.find_set(field)};
            return std::find(named.begin(), named.end(), head) != named.end();
        });
    }

    void expect(bool holds, Promise promise) {
        if (!holds) broken_.insert(promise);
    }

    Form form_;
    Fault fault_;
    Millis now_ = 0;
    Millis coarse_ =
        1;  ///< the finest clock there is: in some histories nearly all stamps are equal
    std::vector<Device> devices_;
    std::deque<LoggedOp> all_;  // devices point into it
    std::set<Promise> broken_;
};

}  // namespace

std::string_view name_of(Promise promise) {
    switch (promise) {
        case Promise::IncrementalEqualsFold:
            return "op by op differs from all at once";
        case Promise::OrderDoesNotMatter:
            return "another order gave another state";
        case Promise::OracleAgrees:
            return "the naive merge comes to something else";
        case Promise::LastWriterWins:
            return "an edit that saw everything is not shown";
        case Promise::ConcurrentIsFindable:
            return "a concurrent value is lost in silence";
        case Promise::SeenNeverWins:
            return "a value that a later edit saw is shown";
    }
    return {};
}

std::set<Promise> broken_by(const History& history, Fault fault) {
    World world{history, fault};
    world.end(history.devices);
    return world.broken();
}

RecordState end_of(const History& history) {
    World world{history, Fault::None};
    world.end(history.devices);
    return world.state();
}

std::string story_of(const History& history) {
    const World world{history, Fault::None};
    std::ostringstream out;
    for (const LoggedOp& op : world.ops())
        out << to_text(op.id) << "  " << encode_op(op.op) << '\n';
    return out.str();
}

}  // namespace cunji::test
