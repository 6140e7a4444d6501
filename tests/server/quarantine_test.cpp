#include "server/quarantine.h"

#include "shared/store/verifying.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <array>

namespace cunji::test {

namespace {

using Fault = LoopbackTransport::Fault;

std::int64_t ops_held(const Store& store) {
    return store.db().integer("SELECT count(*) FROM op").value_or(0);
}

/// Ann's phone is lost: what it has not sent yet is a visit and a meeting with who came.
struct LostPhone : TwoPhones {
    static constexpr std::int64_t kUnsent = 4;

    Enrolment ann_is;
    std::string visit;
    const Texts texts{Language::Chinese};

    LostPhone() {
        ann.save("household", Json{{"head_name", "王铁柱"}});
        for (int round = 0; round < 2; ++round) {
            ann.must_sync();
            bo.must_sync();
        }
        ann_is = *read_enrolment(ann.store());
        clock.pass(1000);
        visit = ann.save("visit", Json{{"content", "谈了低保"}}).id;
        save_meeting();
        clock.pass(1000);
        county.write([&](const Store& store) { revoke_device(store, ann_is.device, clock.now()); });
        clock.pass(1000);
    }

    void save_meeting() {
        std::array<SaveRequest, 3> group;
        group[0].kind = "meeting";
        group[0].fields = Json{{"title", "村民代表会议"}, {"should_attend", 2}};
        for (std::size_t i = 1; i < group.size(); ++i) {
            group[i].kind = "attendee";
            group[i].fields = Json{{"meeting", "@0"}, {"name", "代表" + std::to_string(i)}};
        }
        for (SaveRequest& request : group)
            request.scope = kVillage;
        const auto saved = save_group(ann.store(), *ann_is.author(), group, clock.now(), random);
        REQUIRE(saved.ok());
    }

    std::vector<QuarantineEntry> entries() { return quarantine_entries(county.reader()); }

    Result<PushAnswer> release(std::int64_t id) {
        std::optional<Result<PushAnswer>> out;

        // A refusal to release ends the transaction, as in the command.
        struct Undo {};

        try {
            county.write([&](const Store& store) {
                out = release_quarantined(store, county.identity(), {id, "uid:0", "本人带来核对过"},
                                          clock.now(), random, texts);
                if (!out->ok()) throw Undo{};
            });
        } catch (const Undo&) {
            CHECK_FALSE(out->ok());
        }
        return *out;
    }

    std::optional<Message> refuse(std::int64_t id) {
        std::optional<Message> out;
        county.write([&](const Store& store) {
            out = refuse_quarantined(store, {id, "uid:0", "看不清来路"}, clock.now());
        });
        return out;
    }
};

}  // namespace

TEST_CASE("quarantine: a closed-out phone's work is at the office, still on the phone, in no log") {
    LostPhone lost;
    const std::int64_t held = ops_held(lost.ann.store());
    const SyncOutcome outcome = lost.ann.sync();
    REQUIRE(outcome.problem.has_value());
    CHECK(*outcome.problem ==
          Message{"error.sync.quarantined", {{"count", std::to_string(LostPhone::kUnsent)}}});
    CHECK(outcome.report.pushed == 0);
    CHECK(ops_held(lost.ann.store()) == held);
    CHECK(sync_status(lost.ann.store()).on_device == LostPhone::kUnsent);
    CHECK(ops_held(lost.county.reader()) == 1);
    const auto entries = lost.entries();
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].device == lost.ann_is.device);
    CHECK(entries[0].by == lost.ann_is.by);
    CHECK(entries[0].name == "Ann");
    CHECK(entries[0].decision.empty());
    CHECK(verify(lost.ann.store()).empty());
}

TEST_CASE("quarantine: nothing is sent again, nor kept twice when the answer was lost") {
    LostPhone lost;
    int pushes = 0;
    lost.ann.link().fault = [&](int, const WireRequest& request) {
        if (request.target != "/v1/push") return Fault::None;
        return ++pushes == 1 ? Fault::LoseReply : Fault::None;
    };
    CHECK(lost.ann.sync().problem->key == "error.net.cut");
    CHECK(lost.entries().size() == 1);
    CHECK(lost.ann.sync().problem->key == "error.sync.quarantined");
    CHECK(pushes == 2);
    CHECK(lost.entries().size() == 1);
    CHECK(lost.ann.sync().problem->key == "error.sync.quarantined");
    CHECK(pushes == 2);
    // What is recorded later goes there too.
    lost.ann.save("visit", Json{{"content", "又去了一次"}});
    CHECK(lost.ann.sync().problem->args[0].second == std::to_string(LostPhone::kUnsent + 1));
    CHECK(pushes == 3);
    CHECK(lost.entries().size() == 2);
}

TEST_CASE("quarantine: released work is as if it had been sent in time") {
    LostPhone lost;
    lost.ann.sync();
    const auto answer = lost.release(1);
    REQUIRE(answer.ok());
    CHECK(answer->refused.empty());
    CHECK(answer->stored.size() == 1);
    CHECK(ops_held(lost.county.reader()) == 1 + LostPhone::kUnsent);
    CHECK(verify(lost.county.reader()).empty());
    CHECK(lost.ann.digest() == digest_of(lost.county.reader()));
    lost.bo.must_sync();
    CHECK(*lost.bo.row("visit", lost.visit).at("content").text() == "谈了低保");
    CHECK(verify(lost.bo.store()).empty());

    // The same person with a new phone has it all.
    Phone third{lost.folder.file("third"), lost.clock, lost.random};
    third.connect(lost.county);
    third.join(lost.county.code_for(lost.ann_is.by, kVillage));
    third.must_sync();
    CHECK(third.digest() == lost.ann.digest());

    const QuarantineEntry entry = lost.entries().at(0);
    CHECK(entry.decision == "released");
    CHECK(entry.decided_by == "uid:0");
    CHECK(entry.decided_at == lost.clock.now());
    CHECK(entry.reason == "本人带来核对过");
    CHECK(lost.release(1).error().key == "error.quarantine.decided");
    CHECK(lost.refuse(1)->key == "error.quarantine.decided");
}

TEST_CASE("quarantine: a village that nobody had heard of its line is announced with the work") {
    TwoPhones phones;
    const Enrolment ann = *read_enrolment(phones.ann.store());
    phones.ann.save("visit", Json{{"content", "头一次"}});
    phones.county.write(
        [&](const Store& store) { revoke_device(store, ann.device, phones.clock.now()); });
    CHECK(phones.ann.sync().problem->key == "error.sync.quarantined");
    phones.county.write([&](const Store& store) {
        const Texts texts{Language::Chinese};
        const auto answer =
            release_quarantined(store, phones.county.identity(), {1, "uid:0", "核对过"},
                                phones.clock.now(), phones.random, texts);
        CHECK(answer.ok());
    });
    CHECK(ops_held(phones.county.reader()) == 1);
    CHECK(verify(phones.county.reader()).empty());
}

TEST_CASE("quarantine: refused work stays there, and can be taken in after all") {
    LostPhone lost;
    lost.ann.sync();
    CHECK_FALSE(lost.refuse(1).has_value());
    CHECK(ops_held(lost.county.reader()) == 1);
    const QuarantineEntry entry = lost.entries().at(0);
    CHECK(entry.decision == "refused");
    CHECK(entry.reason == "看不清来路");
    CHECK(quarantined_bytes(lost.county.reader(), 1).find("谈了低保") != std::string::npos);
    CHECK(lost.refuse(1)->key == "error.quarantine.decided");
    CHECK(lost.release(1).ok());
    CHECK(ops_held(lost.county.reader()) == 1 + LostPhone::kUnsent);
    CHECK(lost.release(2).error().key == "error.quarantine.unknown");
    for (const char* statement :
         {"DELETE FROM quarantine", "UPDATE quarantine SET bytes = x'00'"}) {
        CHECK_THROWS_AS(lost.county.write([&](const Store& store) { store.db().exec(statement); }),
                        DbError);
    }
}

TEST_CASE("quarantine: later work is not taken in before what it goes on from") {
    LostPhone lost;
    lost.ann.sync();
    lost.ann.save("visit", Json{{"content", "改一下"}}, lost.visit);
    lost.ann.sync();
    CHECK(lost.release(2).error().key == "error.quarantine.first");
    CHECK(lost.entries().at(1).decision.empty());
    CHECK(ops_held(lost.county.reader()) == 1);
    CHECK(lost.release(1).ok());
    CHECK(lost.release(2).ok());
    CHECK(digest_of(lost.county.reader()) == lost.ann.digest());
}

TEST_CASE("quarantine: rights are judged as on the day the device was closed out") {
    LostPhone lost;
    // The right had ended before the line was last heard of; what was given since does not count.
    lost.county.write([&](const Store& store) {
        end_grant(store, lost.ann_is.by, kVillage, 1);
        grant(store, lost.ann_is.by, kVillage, lost.clock.now());
    });
    lost.ann.sync();
    const auto answer = lost.release(1);
    REQUIRE(answer.ok());
    CHECK(answer->refused.size() == static_cast<std::size_t>(LostPhone::kUnsent));
    CHECK(answer->refused.front().code == "not_granted");
    CHECK(verify(lost.county.reader()).empty());
    CHECK(lost.county.reader().db().integer("SELECT count(*) FROM visit") == 0);
}

TEST_CASE("quarantine: a disabled person's work is kept as well") {
    TwoPhones phones;
    phones.ann.must_sync();
    const Enrolment ann = *read_enrolment(phones.ann.store());
    phones.ann.save("visit", Json{{"content", "停用以前写的"}});
    phones.county.write([&](const Store& store) {
        put_account(store, {ann.by, ann.name, ann.role, true});
    });
    CHECK(phones.ann.sync().problem->key == "error.sync.quarantined");
    CHECK(quarantine_entries(phones.county.reader()).size() == 1);
    // Let in again: it is sent as always, and the entry changes nothing.
    phones.county.write([&](const Store& store) {
        put_account(store, {ann.by, ann.name, ann.role, false});
    });
    CHECK(phones.ann.must_sync().pushed == 1);
    CHECK(ops_held(phones.county.reader()) == 1);
}

TEST_CASE("quarantine: one device fills no more than its share") {
    LostPhone lost;
    const Device device = *find_device(lost.county.reader(), lost.ann_is.device);
    const std::string half(static_cast<std::size_t>(kQuarantineBytesMax / 2), 'x');
    lost.county.write([&](const Store& store) {
        CHECK(quarantine_push(store, device, half, 1) == Quarantined::Kept);
        CHECK(quarantine_push(store, device, half, 1) == Quarantined::KeptBefore);
        CHECK(quarantine_push(store, device, half.substr(1) + "y", 1) == Quarantined::Kept);
        CHECK(quarantine_push(store, device, "one more", 1) == Quarantined::Full);
    });
    const SyncOutcome outcome = lost.ann.sync();
    REQUIRE(outcome.problem.has_value());
    CHECK(outcome.problem->args[0].second == lost.texts({"error.request.quarantine_full", {}}));
    CHECK(sync_status(lost.ann.store()).on_device == LostPhone::kUnsent);
}

TEST_CASE("quarantine: a phone that was closed out with nothing unsent is told only that") {
    TwoPhones phones;
    phones.ann.must_sync();
    const Enrolment ann = *read_enrolment(phones.ann.store());
    phones.county.write(
        [&](const Store& store) { revoke_device(store, ann.device, phones.clock.now()); });
    const SyncOutcome outcome = phones.ann.sync();
    REQUIRE(outcome.problem.has_value());
    CHECK(outcome.problem->args[0].second ==
          Texts{Language::Chinese}({"error.request.revoked", {}}));
    CHECK(quarantine_entries(phones.county.reader()).empty());
}

}  // namespace cunji::test
