#include "server/audit.h"

#include "shared/store/audit_receipts.h"
#include "shared/store/verifying.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

constexpr Millis kMinute = Millis{60} * 1000;

std::vector<Json> rows_of(const Store& store) {
    std::vector<Json> out;
    Query query = store.db().query("SELECT bytes FROM audit ORDER BY seq");
    while (query.step()) {
        const Result<Json> row = parse_json(query.text(0));
        REQUIRE(row.ok());
        out.push_back(*row);
    }
    return out;
}

std::vector<Json> rows_of(const Store& store, std::string_view verb) {
    std::vector<Json> out;
    for (const Json& row : rows_of(store)) {
        if (text_of(row, "verb") == verb) out.push_back(row);
    }
    return out;
}

std::int64_t count(const Store& store, const char* table) {
    return store.db().integer("SELECT count(*) FROM " + std::string{table}).value_or(0);
}

/// What the log of this store says of itself.
void check_whole(const Store& store) {
    Hash h{};
    std::int64_t seq = 0;
    Query query = store.db().query("SELECT seq, h, bytes FROM audit ORDER BY seq");
    while (query.step()) {
        h = chain(h, query.text(2));
        CHECK(query.integer(0) == ++seq);
        CHECK(query.hash(1) == h);
    }
}

void add_rows(County& county, int rows) {
    county.write([&](const Store& store) {
        for (int i = 0; i < rows; ++i) {
            record_event(store, {AuditVerb::Trace, "somebody", {}, std::to_string(i), {}},
                         county.context().clock.now());
        }
    });
}

struct Village : TwoPhones {
    void settle() {
        for (int round = 0; round < 3; ++round) {
            ann.must_sync();
            bo.must_sync();
        }
    }

    void sql(const std::string& statements) {
        county.write([&](const Store& store) { store.db().exec(statements); });
    }

    std::vector<Message> verify_ann() { return verify(ann.store()); }
};

bool has_key(const std::vector<Message>& messages, std::string_view key) {
    return std::any_of(messages.begin(), messages.end(),
                       [&](const Message& message) { return message.key == key; });
}

}  // namespace

TEST_CASE("audit: a sync leaves who enrolled, who sent and who was given what") {
    Village village;
    village.ann.save("household", Json{{"head_name", "王铁柱"}});
    village.ann.save("visit", Json{{"content", "谈了低保"}});
    village.settle();
    const Store server = village.county.reader();
    const Enrolment ann = *read_enrolment(village.ann.store());
    const Enrolment bo = *read_enrolment(village.bo.store());

    const std::vector<Json> enrolled = rows_of(server, "enrol");
    REQUIRE(enrolled.size() == 2);
    CHECK(text_of(enrolled[0], "who") == ann.by);
    CHECK(text_of(enrolled[1], "device") == bo.device);

    const std::vector<Json> pushed = rows_of(server, "push");
    REQUIRE(pushed.size() == 1);
    CHECK(text_of(pushed[0], "who") == ann.by);
    CHECK(text_of(pushed[0], "device") == ann.device);
    CHECK(text_of(pushed[0], "scope") == kVillage);
    CHECK(pushed[0].at("detail").at("ops") == 2);
    CHECK(pushed[0].at("detail").at("lines").at(0).at(1) == 1);
    CHECK(pushed[0].at("detail").at("lines").at(0).at(2) == 2);

    // Her own ops do not come back to her: only the other was given something.
    const std::vector<Json> pulled = rows_of(server, "pull");
    REQUIRE(pulled.size() == 1);
    CHECK(text_of(pulled[0], "who") == bo.by);
    CHECK(text_of(pulled[0], "device") == bo.device);
    CHECK(text_of(pulled[0], "scope") == kVillage);
    CHECK(pulled[0].at("detail") == Json{{"ops", 2}, {"first", 1}, {"last", 2}});
    check_whole(server);
}

TEST_CASE("audit: nobody's name and nothing that was recorded stands in it") {
    Village village;
    village.ann.save("household", Json{{"head_name", "王铁柱"}, {"address", "水井旁"}});
    village.settle();
    for (const Json& row : rows_of(village.county.reader())) {
        for (const char* word : {"Ann", "Bo", "王铁柱", "水井旁"}) {
            CHECK(write_json(row).find(word) == std::string::npos);
        }
    }
}

TEST_CASE("audit: a refused op is told of with its code") {
    Village village;
    village.ann.save("household", Json{{"head_name", "一"}});
    village.settle();
    village.ann.save("household", Json{{"head_name", "二"}});
    village.clock.pass(1000);
    const std::string person = read_enrolment(village.ann.store())->by;
    village.county.write([&](const Store& store) { end_grant(store, person, kVillage, 1); });
    CHECK(village.ann.must_sync().refused == 1);
    const std::vector<Json> pushed = rows_of(village.county.reader(), "push");
    REQUIRE(pushed.size() == 2);
    CHECK_FALSE(pushed[0].at("detail").contains("refused"));
    CHECK(pushed[1].at("detail").at("refused") == Json{{"not_granted", 1}});
}

TEST_CASE(
    "audit: with nothing to do nothing is written, after the news of the log has gone round") {
    Village village;
    village.ann.save("household", Json{{"head_name", "王铁柱"}});
    village.settle();
    const auto rows = count(village.county.reader(), "audit");
    const auto writes = village.county.context().writer.requests();
    const SyncReport idle = village.ann.must_sync();
    village.bo.must_sync();
    CHECK(count(village.county.reader(), "audit") == rows);
    CHECK(village.county.context().writer.requests() == writes);
    CHECK(idle.bytes_up + idle.bytes_down < 1024);

    // News of the log alone, ten minutes later: still a short exchange, and no write.
    village.clock.pass(kCheckpointMillis);
    add_rows(village.county, 1);
    const auto writes_then = village.county.context().writer.requests();
    const SyncReport told = village.ann.must_sync();
    CHECK(told.bytes_up + told.bytes_down < 1024);
    CHECK(village.county.context().writer.requests() == writes_then);
    CHECK(held_checkpoint(village.ann.store(), village.county.identity().node)->checkpoint.seq ==
          rows + 1);
}

TEST_CASE("audit: a row is neither changed nor taken out nor put in between") {
    Village village;
    add_rows(village.county, 5);
    const std::string before =
        village.county.reader().db().text("SELECT group_concat(bytes) FROM audit").value_or("");
    for (const char* statement :
         {"UPDATE audit SET bytes = '{}' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2",
          "DELETE FROM audit", "INSERT OR REPLACE INTO audit VALUES (2, zeroblob(32), '{}')",
          "INSERT INTO audit VALUES (99, zeroblob(32), '{}')",
          "UPDATE audit_checkpoint SET bytes = '{}'", "DELETE FROM audit_checkpoint"}) {
        CAPTURE(statement);
        CHECK_THROWS_AS(village.sql(statement), DbError);
    }
    CHECK(village.county.reader().db().text("SELECT group_concat(bytes) FROM audit") == before);
    check_whole(village.county.reader());
}

TEST_CASE("audit: what cannot be written down does not happen") {
    Village village;
    village.ann.save("household", Json{{"head_name", "一"}});
    village.ann.must_sync();
    village.ann.save("household", Json{{"head_name", "二"}});
    village.sql(
        "CREATE TRIGGER no_room BEFORE INSERT ON audit "
        "BEGIN SELECT RAISE(ABORT, 'no room'); END");
    CHECK(village.ann.sync().problem.has_value());
    CHECK(count(village.county.reader(), "op") == 1);
    CHECK(village.bo.sync().problem.has_value());
    CHECK(count(village.bo.store(), "op") == 0);
    village.sql("DROP TRIGGER no_room");
    village.settle();
    CHECK(count(village.county.reader(), "op") == 2);
    CHECK(village.bo.digest() == digest_of(village.county.reader()));
}

TEST_CASE("audit: the county signs every thousand rows and every ten minutes") {
    Village village;
    add_rows(village.county, 1);
    const auto signed_before = count(village.county.reader(), "audit_checkpoint");
    const auto newest = [&] {
        return village.county.reader()
            .db()
            .integer("SELECT max(seq) FROM audit_checkpoint")
            .value_or(0);
    };
    const std::int64_t last = newest();
    const std::int64_t rows = count(village.county.reader(), "audit");
    add_rows(village.county, static_cast<int>(kCheckpointRows - (rows - last) - 1));
    CHECK(newest() == last);
    add_rows(village.county, 1);
    CHECK(newest() == last + kCheckpointRows);
    village.clock.pass(kCheckpointMillis - 1);
    add_rows(village.county, 1);
    CHECK(newest() == last + kCheckpointRows);
    village.clock.pass(1);
    add_rows(village.county, 1);
    CHECK(newest() == last + kCheckpointRows + 2);
    CHECK(count(village.county.reader(), "audit_checkpoint") == signed_before + 2);

    const Store server = village.county.reader();
    Query query = server.db().query("SELECT seq, bytes, signature FROM audit_checkpoint");
    while (query.step()) {
        Signed content{query.str(1), {}};
        std::copy_n(query.blob(2).begin(), content.signature.size(), content.signature.begin());
        const auto said = trusted_checkpoint(content, village.county.identity().keys.public_key);
        REQUIRE(said.has_value());
        CHECK(said->seq == query.integer(0));
        Query row = server.db().query("SELECT h FROM audit WHERE seq = ?1", said->seq);
        REQUIRE(row.step());
        CHECK(row.hash(0) == said->head);
    }
}

TEST_CASE("audit: devices hear where the log stands, sign it, and find a log that was shortened") {
    Village village;
    const std::string node = village.county.identity().node;
    village.ann.save("household", Json{{"head_name", "王铁柱"}});
    village.settle();
    const auto held = held_checkpoint(village.ann.store(), node);
    REQUIRE(held.has_value());
    CHECK(held->checkpoint.seq > 1);
    {
        const Store server = village.county.reader();
        Query query = server.db().query("SELECT seq, device FROM audit_countersignature");
        std::vector<std::string> devices;
        while (query.step())
            devices.push_back(query.str(1));
        for (Phone* phone : {&village.ann, &village.bo}) {
            CHECK(std::count(devices.begin(), devices.end(),
                             read_enrolment(phone->store())->device) >= 1);
        }
    }
    CHECK(village.verify_ann().empty());

    // Somebody with the county's database and its key takes rows out at the end.
    village.sql(
        "DROP TRIGGER audit_keeps; DROP TRIGGER audit_checkpoint_keeps;"
        "DELETE FROM audit WHERE seq > 1; DELETE FROM audit_checkpoint WHERE seq > 1");
    CHECK(has_key(village.ann.must_sync().notes, "note.audit"));
    CHECK(has_key(village.verify_ann(), "verify.audit"));
    // It goes on from there: the device still has what it was told first.
    village.clock.pass(kCheckpointMillis + kMinute);
    add_rows(village.county, 1);
    CHECK(has_key(village.ann.must_sync().notes, "note.audit"));
    CHECK(held_checkpoint(village.ann.store(), node)->checkpoint.seq == held->checkpoint.seq);
}

TEST_CASE("audit: a device countersigns with its own key only") {
    Village village;
    village.settle();
    village.sql("DELETE FROM audit_countersignature");
    const auto held = held_checkpoint(village.ann.store(), village.county.identity().node);
    REQUIRE(held.has_value());
    const Enrolment ann = *read_enrolment(village.ann.store());
    const Enrolment bo = *read_enrolment(village.bo.store());
    AuditPoint point{held->checkpoint.seq, shorten(held->checkpoint.head), std::nullopt};
    village.county.write([&](const Store& store) {
        const auto take = [&] {
            return take_countersignature(store, ann.device, ann.device_keys.public_key, point);
        };
        CHECK_FALSE(take());
        point.countersignature = sign(bo.device_keys, countersign_text(held->content.bytes));
        CHECK_FALSE(take());
        point.countersignature = sign(ann.device_keys, checkpoint_text(held->content.bytes));
        CHECK_FALSE(take());
        point.countersignature = sign(ann.device_keys, countersign_text(held->content.bytes));
        ++point.seq;
        CHECK_FALSE(take());
        --point.seq;
        CHECK(take());
    });
    CHECK(count(village.county.reader(), "audit_countersignature") == 1);
}

TEST_CASE("audit: a hello says how far it has heard, or nothing") {
    const std::string head(32, 'a');
    const std::string signature = to_base64(Signature{});
    const auto hello = [](const std::string& audit) {
        return decode_hello_request(R"({"v":1,"at":1,"policy":1,"audit":)" + audit + "}");
    };
    CHECK_FALSE(decode_hello_request(R"({"v":1,"at":1,"policy":1})")->audit.has_value());
    CHECK(hello("[7,\"" + head + "\"]")->audit->seq == 7);
    CHECK(hello("[7,\"" + head + "\",\"" + signature + "\"]")->audit->countersignature.has_value());
    for (const std::string& wrong :
         {std::string{"7"}, std::string{"[7]"}, "[-1,\"" + head + "\"]", "[\"7\",\"" + head + "\"]",
          std::string{"[7,\"a\"]"}, "[7,\"" + head + "\",1]", "[7,\"" + head + "\",\"x\"]"}) {
        CAPTURE(wrong);
        CHECK_FALSE(hello(wrong).ok());
    }
}

TEST_CASE("audit: a server that was restored begins a new epoch, which no device calls a lie") {
    Village village;
    village.clock.pass(kCheckpointMillis);
    add_rows(village.county, 3);
    village.settle();
    const std::int64_t before =
        held_checkpoint(village.ann.store(), village.county.identity().node)->checkpoint.seq;
    village.sql(
        "DROP TRIGGER audit_keeps; DROP TRIGGER audit_checkpoint_keeps;"
        "DELETE FROM audit WHERE seq > 1; DELETE FROM audit_checkpoint WHERE seq > 1;"
        "UPDATE meta SET value = '00000000000000ff' WHERE key = 'epoch'");
    village.clock.pass(kCheckpointMillis + kMinute);
    add_rows(village.county, 1);
    CHECK_FALSE(has_key(village.ann.must_sync().notes, "note.audit"));
    CHECK(held_checkpoint(village.ann.store(), village.county.identity().node)->checkpoint.seq <
          before);
    CHECK(village.verify_ann().empty());
}

}  // namespace cunji::test
