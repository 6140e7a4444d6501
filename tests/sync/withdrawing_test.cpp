// A line that the server stops: what it will never take goes back to the person, the rest goes on.

#include "shared/store/withdrawing.h"

#include "shared/store/blob_table.h"
#include "shared/store/drafts.h"
#include "shared/store/lines.h"
#include "shared/store/receipts.h"
#include "shared/store/verifying.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

constexpr const char* kName = "head_name";

struct Village : TwoPhones {
    Saved household(const char* name) { return ann.save("household", {{kName, name}}); }

    [[nodiscard]] std::uint64_t line() {
        const auto line = active_line(ann.store().db(), read_enrolment(ann.store())->by, kVillage);
        REQUIRE(line.has_value());
        return line->announcement.rid;
    }

    /// The disk changes an op's bytes; its hash stands.
    void damage(const Saved& saved, std::string_view from, std::string_view to) {
        REQUIRE(saved.op.has_value());
        CHECK(ann.store().db().run(
                  "UPDATE op SET bytes = replace(bytes, ?1, ?2) WHERE rid = ?3 AND n = ?4", from,
                  to, signed_rid(saved.op->rid), saved.op->n) == 1);
        CHECK_FALSE(verify(ann.store()).empty());
    }

    void check_clean() {
        for (Phone* phone : {&ann, &bo}) {
            for (const Message& problem : verify(phone->store()))
                FAIL_CHECK(problem.key);
        }
        CHECK(verify(county.reader()).empty());
    }

    /// Everybody syncs, and holds the same.
    void settle() {
        ann.must_sync();
        bo.must_sync();
        ann.must_sync();
        CHECK(ann.digest() == digest_of(county.reader()));
        CHECK(bo.digest() == digest_of(county.reader()));
        CHECK(sync_status(ann.store()).on_device == 0);
        check_clean();
    }

    [[nodiscard]] std::int64_t count(const char* table) {
        return ann.store().db().integer("SELECT count(*) FROM " + std::string{table}).value_or(-1);
    }
};

bool has_note(const SyncReport& report, std::string_view key) {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](const Message& note) { return note.key == key; });
}

}  // namespace

TEST_CASE("withdrawing: a damaged op and what follows go back; what came before is sent") {
    Village village;
    village.household("一");
    village.settle();
    const Saved before = village.household("二");
    const Saved damaged = village.household("三");
    const Saved after = village.household("四");
    const std::uint64_t line = village.line();
    village.damage(damaged, "三", "散");

    const SyncReport report = village.ann.must_sync();
    CHECK(report.pushed == 1);
    CHECK(has_note(report, "note.line_stopped"));
    CHECK(find_line(village.ann.store().db(), line)->retired);
    CHECK(village.ann.row("household", after.id).empty());
    const Json drafts = list_drafts(village.ann.store());
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].at("content").at("set").at(kName) == "散");
    CHECK(drafts[0].at("kind") == "household");
    CHECK(drafts[0].at("record") == damaged.id);
    CHECK(drafts[1].at("content").at("set").at(kName) == "四");
    CHECK_FALSE(drafts[0].at("reason").get<std::string>().empty());
    CHECK(village.count("refusal") == 2);
    village.settle();
    CHECK_FALSE(village.bo.row("household", before.id).empty());

    // The person enters it again, on a line of its own.
    const Saved again = village.household("三");
    CHECK(again.op->rid != line);
    village.settle();
    CHECK(*village.bo.row("household", again.id).at(kName).text() == "三");
    CHECK(list_drafts(village.ann.store()).size() == 2);
}

TEST_CASE("withdrawing: what cannot be read any more is kept as it is, whole groups at a time") {
    Village village;
    const Enrolment enrolment = *read_enrolment(village.ann.store());
    std::vector<SaveRequest> group(3);
    for (SaveRequest& request : group) {
        request.kind = "household";
        request.scope = kVillage;
        request.fields = {{kName, "组"}};
    }
    village.household("前");
    const auto saved = save_group(village.ann.store(), *enrolment.author(), group,
                                  village.clock.now(), village.random);
    REQUIRE(saved.ok());
    village.damage((*saved)[1], "{\"v\":1", "{v:1");

    const SyncReport report = village.ann.must_sync();
    CHECK(report.pushed == 1);
    const Json drafts = list_drafts(village.ann.store());
    REQUIRE(drafts.size() == 3);
    CHECK(drafts[0].at("content").at("set").at(kName) == "组");
    CHECK(drafts[1].at("content").at("bytes").get<std::string>().starts_with("{v:1"));
    village.settle();
    CHECK(village.count("op") == 1);
    CHECK(village.count("record") == 1);
}

TEST_CASE("withdrawing: others' work on the record stays, and so does what they saw") {
    Village village;
    const Saved saved = village.household("一");
    village.settle();
    village.bo.save("household", {{"address", "水井旁"}}, saved.id);
    village.bo.must_sync();
    const Saved edit = village.ann.save("household", {{kName, "改名"}}, saved.id);
    village.damage(edit, "改名", "坏名");
    village.ann.must_sync();
    village.settle();
    CHECK(*village.ann.row("household", saved.id).at(kName).text() == "一");
    CHECK(*village.ann.row("household", saved.id).at("address").text() == "水井旁");
    CHECK(list_drafts(village.ann.store()).size() == 1);

    // A form that was open meanwhile saw the op that is gone.
    const Enrolment enrolment = *read_enrolment(village.ann.store());
    SaveRequest request;
    request.kind = "household";
    request.id = saved.id;
    request.fields = {{"group_name", "三组"}};
    request.seen = std::vector<OpId>{*edit.op};
    CHECK(save_group(village.ann.store(), *enrolment.author(), {&request, 1}, village.clock.now(),
                     village.random)
              .ok());
    village.settle();
}

TEST_CASE("withdrawing: own ops on another line that build on them go along") {
    Village village;
    village.household("零");
    village.settle();
    const Saved first = village.household("一");
    const std::uint64_t line = village.line();
    retire_line(village.ann.store().db(), line);
    const Saved other = village.household("二");
    village.ann.save("household", {{"address", "井边"}}, first.id);
    village.household("三");
    const std::uint64_t second = village.line();
    REQUIRE(second != line);
    village.damage(first, "一", "溢");

    const SyncReport report = village.ann.must_sync();
    CHECK(report.pushed == 1);
    CHECK(list_drafts(village.ann.store()).size() == 3);
    CHECK(find_line(village.ann.store().db(), second)->retired);
    village.settle();
    CHECK_FALSE(village.bo.row("household", other.id).empty());
    CHECK(village.ann.row("household", first.id).empty());
}

TEST_CASE("withdrawing: what another node may hold stays in the log, and the person is told") {
    Village village;
    const Saved saved = village.household("一");
    const std::uint64_t line = village.line();
    set_receipt(village.ann.store(), line, "a-neighbour", 1, village.clock.now());
    village.damage(saved, "一", "溢");
    const SyncReport report = village.ann.must_sync();
    CHECK(has_note(report, "note.line_kept"));
    CHECK(list_drafts(village.ann.store()).empty());
    CHECK(village.count("op") == 1);
    CHECK(find_line(village.ann.store().db(), line)->retired);
    village.household("二");
    const SyncReport next = village.ann.must_sync();
    CHECK(next.pushed == 1);
    CHECK(list_drafts(village.ann.store()).empty());
}

TEST_CASE("withdrawing: nothing of another's line, of a forked one or beyond the end") {
    Village village;
    const Saved saved = village.household("一");
    village.settle();
    const Store& bo = village.bo.store();
    CHECK_FALSE(withdraw_ops(bo, {saved.op->rid, 1, "bad_op", "x", 0}).has_value());
    const Store& ann = village.ann.store();
    CHECK_FALSE(withdraw_ops(ann, {saved.op->rid, 1, "bad_op", "x", 0}).has_value());
    CHECK_FALSE(withdraw_ops(ann, {12345, 1, "bad_op", "x", 0}).has_value());
    village.household("二");
    CHECK_FALSE(withdraw_ops(ann, {saved.op->rid, 9, "bad_op", "x", 0}).has_value());
    const Leaf fork{saved.op->rid, 1, Hash{}, 999};
    move_leaf(ann.db(), 0, fork);
    CHECK_FALSE(withdraw_ops(ann, {saved.op->rid, 2, "bad_op", "x", 0}).has_value());
    ann.db().run("DELETE FROM line_leaf WHERE lseq = 999");
    CHECK(list_drafts(ann).empty());
    CHECK(first_damaged_op(ann, saved.op->rid, 0) == std::nullopt);
    village.settle();
}

TEST_CASE("withdrawing: the picture of a photo that went back waits for the photo entered again") {
    Village village;
    const Saved saved = village.household("一");
    const std::string hash(64, 'a');
    put_blob(village.ann.store(),
             {hash, kVillage, 100, BlobPart::Original, saved.id, {}, 0, true, false});
    village.damage(saved, "一", "溢");
    village.ann.must_sync();
    const std::vector<Blob> blobs = find_blobs(village.ann.store(), hash);
    REQUIRE(blobs.size() == 1);
    CHECK(blobs.front().record.empty());
    CHECK(blobs.front().held);
}

TEST_CASE(
    "withdrawing: a server that has forgotten the line hears of it again; nothing goes back") {
    Village village;
    village.household("一");
    village.ann.link().after = [&](const WireRequest& request) {
        if (request.target != "/v1/hello") return;
        village.county.write([](const Store& store) { store.db().exec("DELETE FROM line"); });
    };
    const SyncOutcome outcome = village.ann.sync();
    REQUIRE(outcome.problem.has_value());
    CHECK(outcome.problem->key == "error.server.says");
    CHECK(list_drafts(village.ann.store()).empty());
    CHECK(sync_status(village.ann.store()).on_device == 1);
    village.ann.link().after = {};
    CHECK(village.ann.must_sync().pushed == 1);
    village.settle();
}

}  // namespace cunji::test
