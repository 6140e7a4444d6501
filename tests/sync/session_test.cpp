#include "shared/store/lines.h"
#include "shared/store/verifying.h"
#include "tests/support/test_keys.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace cunji::test {

namespace {

struct Village : TwoPhones {
    /// Everybody talks until nobody has anything new.
    void settle() {
        for (int round = 0; round < 3; ++round) {
            ann.must_sync();
            bo.must_sync();
        }
    }

    void all_agree() {
        const Store server = county.reader();
        CHECK(ann.digest() == digest_of(server));
        CHECK(bo.digest() == digest_of(server));
        for (const Store* store :
             std::initializer_list<const Store*>{&ann.store(), &bo.store(), &server}) {
            for (const Message& problem : verify(*store)) {
                FAIL_CHECK(problem.key << " "
                                       << (problem.args.empty() ? "" : problem.args[0].second));
            }
        }
    }
};

Json household(const std::string& head) {
    return Json{{"head_name", head}, {"group_name", "三组"}, {"address", "水井旁"}};
}

std::size_t ops_held(const Store& store) {
    return static_cast<std::size_t>(store.db().integer("SELECT count(*) FROM op").value_or(0));
}

std::size_t conflicts_held(const Store& store) {
    return static_cast<std::size_t>(
        store.db()
            .integer("SELECT count(*) FROM (SELECT DISTINCT record, field FROM conflict)")
            .value_or(0));
}

}  // namespace

TEST_CASE("sync: what one records, the other sees, and the server holds") {
    Village village;
    const Saved saved = village.ann.save("household", household("王铁柱"));
    CHECK(sync_status(village.ann.store()).on_device == 1);
    const SyncReport up = village.ann.must_sync();
    CHECK(up.pushed == 1);
    CHECK(up.refused == 0);
    CHECK(sync_status(village.ann.store()).on_device == 0);
    const SyncReport down = village.bo.must_sync();
    CHECK(down.pulled == 1);
    CHECK(*village.bo.row("household", saved.id).at("head_name").text() == "王铁柱");
    village.all_agree();
}

TEST_CASE("sync: with nothing to do one short exchange is all") {
    Village village;
    village.ann.save("household", household("王铁柱"));
    village.settle();
    const int before = village.ann.link().requests();
    const SyncReport idle = village.ann.must_sync();
    CHECK(village.ann.link().requests() - before == 1);
    CHECK(idle.bytes_up + idle.bytes_down < 1024);
}

TEST_CASE("sync: different fields of one household merge without a word") {
    Village village;
    const Saved saved = village.ann.save("household", household("王铁柱"));
    village.settle();
    village.ann.save("household", Json{{"bank_name", "信用社"}}, saved.id);
    village.bo.save("household", Json{{"phone", "14000001234"}}, saved.id);
    village.settle();
    for (Phone* phone : {&village.ann, &village.bo}) {
        CHECK(*phone->row("household", saved.id).at("bank_name").text() == "信用社");
        CHECK(*phone->row("household", saved.id).at("phone").text() == "14000001234");
        CHECK(conflicts_held(phone->store()) == 0);
    }
    village.all_agree();
}

TEST_CASE("sync: one name written two ways waits for a person, on every node") {
    Village village;
    const Saved saved = village.ann.save("household", household("王铁柱"));
    village.settle();
    village.ann.save("household", Json{{"head_name", "王铁住"}}, saved.id);
    village.bo.save("household", Json{{"head_name", "王铁助"}}, saved.id);
    village.settle();
    CHECK(conflicts_held(village.ann.store()) == 1);
    CHECK(conflicts_held(village.bo.store()) == 1);
    CHECK(conflicts_held(village.county.reader()) == 1);
    village.bo.save("household", Json{{"head_name", "王铁柱"}}, saved.id, "户口簿");
    village.settle();
    CHECK(conflicts_held(village.ann.store()) == 0);
    CHECK(*village.ann.row("household", saved.id).at("head_name").text() == "王铁柱");
    village.all_agree();
}

TEST_CASE("push: a reply lost on the road does not double the visit") {
    for (int lost = 1; lost <= 3; ++lost) {
        Village village;
        village.ann.save("household", household("王铁柱"));
        village.ann.link().fault = [&](int request, const WireRequest&) {
            return request == 2 + lost ? LoopbackTransport::Fault::LoseReply
                                       : LoopbackTransport::Fault::None;
        };
        const SyncOutcome cut = village.ann.sync();
        CHECK(cut.problem.has_value());
        village.ann.link().fault = {};
        village.settle();
        CHECK(ops_held(village.county.reader()) == 1);
        village.all_agree();
    }
}

TEST_CASE("push: every request sent twice has one effect") {
    Village village;
    village.ann.link().fault = [](int, const WireRequest& request) {
        return request.target == "/v1/push" ? LoopbackTransport::Fault::Duplicate
                                            : LoopbackTransport::Fault::None;
    };
    for (int i = 0; i < 5; ++i)
        village.ann.save("household", household("户主" + std::to_string(i)));
    village.settle();
    CHECK(ops_held(village.county.reader()) == 5);
    village.all_agree();
}

TEST_CASE("a line that only ever loses replies is never called a copy") {
    Village village;
    for (int i = 0; i < 20; ++i) {
        village.ann.save("household", household("户主" + std::to_string(i)));
        village.ann.link().fault = [i](int request, const WireRequest&) {
            return request % 3 == i % 3 ? LoopbackTransport::Fault::LoseReply
                                        : LoopbackTransport::Fault::None;
        };
        village.ann.sync();
    }
    village.ann.link().fault = {};
    village.settle();
    const std::vector<Line> lines = own_lines(village.ann.store().db());
    CHECK(lines.size() == 1);
    CHECK_FALSE(lines.front().retired);
    CHECK(ops_held(village.county.reader()) == 20);
    village.all_agree();
}

TEST_CASE("a phone put back from an older copy loses nothing and goes on with a new line") {
    Village village;
    village.ann.save("household", household("一"));
    village.ann.must_sync();
    village.ann.close();
    std::filesystem::copy_file(village.ann.file(), village.folder.file("backup.db"));
    village.ann.reopen();
    village.ann.save("household", household("二"));
    village.ann.must_sync();
    village.ann.close();
    std::filesystem::copy_file(village.folder.file("backup.db"), village.ann.file(),
                               std::filesystem::copy_options::overwrite_existing);
    village.ann.reopen();
    village.ann.save("household", household("三"));
    const SyncReport found = village.ann.must_sync();
    CHECK(std::any_of(found.notes.begin(), found.notes.end(),
                      [](const Message& note) { return note.key == "note.cloned"; }));
    village.ann.save("household", household("四"));
    village.settle();
    CHECK(ops_held(village.county.reader()) == 4);
    CHECK(own_lines(village.ann.store().db()).size() == 2);
    village.all_agree();
}

TEST_CASE("two phones from one copy both keep all of their work") {
    Village village;
    village.ann.save("household", household("一"));
    village.ann.must_sync();
    village.ann.close();
    std::filesystem::create_directories(village.folder.file("twin"));
    std::filesystem::copy_file(village.ann.file(), village.folder.file("twin/cunji.db"));
    village.ann.reopen();
    Phone twin{village.folder.file("twin"), village.clock, village.random};
    twin.connect(village.county);
    village.ann.save("household", household("二"));
    twin.save("household", household("三"));
    village.ann.must_sync();
    twin.must_sync();
    village.ann.save("household", household("四"));
    twin.save("household", household("五"));
    for (int round = 0; round < 3; ++round) {
        village.ann.must_sync();
        twin.must_sync();
    }
    village.bo.must_sync();
    CHECK(ops_held(village.county.reader()) == 5);
    CHECK(twin.digest() == village.ann.digest());
    village.all_agree();
}

TEST_CASE("a server put back from an older copy gets everything again from the phones") {
    for (const bool new_epoch : {true, false}) {
        TempDir folder;
        FakeClock clock;
        SeededRandom random{9};
        auto county = std::make_unique<County>(folder.file("county"), clock, random);
        Phone ann{folder.file("ann"), clock, random};
        Phone bo{folder.file("bo"), clock, random};
        ann.connect(*county);
        bo.connect(*county);
        ann.join(
            county->code_for(county->add_person("Ann", "first_secretary", kVillage), kVillage));
        const Saved first = ann.save("household", household("一"));
        ann.must_sync();
        county->reader().copy_to(folder.file("old.db"));
        // Bo's phone is enrolled after the copy was made: the restored server has never seen it.
        bo.join(county->code_for(county->add_person("Bo", "village_cadre", kVillage), kVillage));
        ann.save("household", household("二"));
        ann.must_sync();
        bo.must_sync();
        bo.save("household", Json{{"bank_name", "信用社"}}, first.id);
        bo.must_sync();
        ann.must_sync();

        county.reset();
        const std::string file = folder.file("county/county.db");
        for (const char* part : {"", "-wal", "-shm"})
            std::filesystem::remove(file + part);
        std::filesystem::copy_file(folder.file("old.db"), file);
        if (new_epoch) {
            const Store store = Store::open(file, Database::Mode::ReadWrite, test::test_keys());
            store.set_meta("epoch", "00000000000000ff");
        }
        county = std::make_unique<County>(folder.file("county"), clock, random);
        ann.connect(*county);
        bo.connect(*county);
        for (int round = 0; round < 3; ++round) {
            ann.must_sync();
            bo.must_sync();
        }
        CHECK(ops_held(county->reader()) == 3);
        CHECK(ann.digest() == digest_of(county->reader()));
        CHECK(bo.digest() == digest_of(county->reader()));
        CHECK(sync_status(ann.store()).on_device == 0);
    }
}

TEST_CASE("clocks wrong by ten years change no order between edits that saw each other") {
    Village village;
    const Saved saved = village.ann.save("household", household("一"));
    village.settle();
    const Millis ten_years = Millis{3650} * 24 * 3600 * 1000;
    const Millis now = village.clock.now();
    village.clock.set_now(now + ten_years);
    village.clock.set_since_boot(1);  // started again: the phone has only its wall clock
    village.ann.save("household", Json{{"address", "早"}}, saved.id);
    village.clock.set_now(now);
    village.settle();
    village.clock.set_now(now - ten_years);
    village.clock.set_since_boot(0);
    village.bo.save("household", Json{{"address", "晚"}}, saved.id);
    village.clock.set_now(now);
    village.settle();
    CHECK(*village.ann.row("household", saved.id).at("address").text() == "晚");
    village.all_agree();
}

TEST_CASE("a refused op comes back as a draft with the reason and blocks nothing") {
    Village village;
    const Saved saved = village.ann.save("household", household("一"));
    village.settle();
    const std::string person = read_enrolment(village.ann.store())->by;
    village.ann.save("household", Json{{"address", "写了没用"}}, saved.id);
    village.clock.pass(1000);
    // The right ended before the server last heard from this line.
    village.county.write([&](const Store& store) { end_grant(store, person, kVillage, 1); });
    CHECK(village.ann.must_sync().refused == 1);
    CHECK(village.ann.store().db().integer("SELECT count(*) FROM draft") == 1);
    CHECK(village.ann.store().db().text("SELECT code FROM refusal") == "not_granted");

    village.county.write(
        [&](const Store& store) { grant(store, person, kVillage, village.clock.now()); });
    village.settle();
    CHECK(*village.ann.row("household", saved.id).at("address").text() == "水井旁");
    village.ann.save("household", Json{{"address", "再来"}}, saved.id);
    village.settle();
    CHECK(*village.bo.row("household", saved.id).at("address").text() == "再来");
    CHECK(village.ann.store().db().integer("SELECT count(*) FROM draft") == 1);
    village.all_agree();
}

TEST_CASE("a village that is lost is handed over: pushed first, then evicted") {
    Village village;
    village.ann.save("household", household("一"));
    village.settle();
    village.ann.save("household", household("二"));
    const std::string person = read_enrolment(village.ann.store())->by;
    village.county.write(
        [&](const Store& store) { end_grant(store, person, kVillage, village.clock.now()); });
    const SyncReport report = village.ann.must_sync();
    CHECK(report.pushed == 1);
    CHECK(report.refused == 0);
    CHECK(ops_held(village.ann.store()) == 0);
    CHECK(ops_held(village.county.reader()) == 2);
}

TEST_CASE("who only reads goes on reading after the server was restored, and sends it nothing") {
    Village village;
    village.ann.save("household", household("一"));
    village.ann.must_sync();
    Phone auditor{village.folder.file("auditor"), village.clock, village.random};
    auditor.connect(village.county);
    auditor.join(village.county.code_for(village.county.add_person("Audit", "auditor_ro", kVillage),
                                         kVillage));
    auditor.must_sync();
    CHECK(ops_held(auditor.store()) == 1);
    // Its cursor is of another history now.
    auditor.store().db().run("UPDATE cursor SET epoch = '00000000000000ff'");
    village.ann.save("household", household("二"));
    village.ann.must_sync();
    const SyncReport report = auditor.must_sync();
    CHECK(report.pushed == 0);
    CHECK(ops_held(auditor.store()) == 2);
    CHECK(auditor.digest() == digest_of(village.county.reader()));
}

}  // namespace cunji::test
