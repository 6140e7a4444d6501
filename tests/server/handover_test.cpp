#include "server/handover.h"

#include "shared/store/verifying.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

using Fault = LoopbackTransport::Fault;

/// Ann's village goes to Cai, who is new; Bo works there as before.
struct HandedOver : TwoPhones {
    Phone cai{folder.file("cai"), clock, random};
    std::string household;
    std::string visit;  ///< saved by Ann, not sent before the handover

    HandedOver() {
        cai.connect(county);
        const std::string person = county.add_person("Cai", "first_secretary", kOtherVillage);
        cai.join(county.code_for(person, kOtherVillage));
        household = ann.save("household", Json{{"head_name", "王铁柱"}}).id;
        ann.must_sync();
        bo.must_sync();
        clock.pass(1000);
        visit = ann.save("visit", Json{{"content", "交接前写的"}}).id;
    }

    static std::string by(Phone& phone) { return read_enrolment(phone.store())->by; }

    std::optional<Message> hand(const std::string& from, const std::string& to) {
        std::optional<Message> problem;
        county.write([&](const Store& store) {
            problem = hand_over(
                store, {kVillage, *find_account(store, from), *find_account(store, to), "轮换"},
                "uid:0", clock.now());
        });
        return problem;
    }

    void handed() {
        CHECK_FALSE(hand(by(ann), by(cai)).has_value());
        clock.pass(1000);
    }
};

bool has_note(const SyncReport& report, std::string_view key) {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](const Message& note) { return note.key == key; });
}

}  // namespace

TEST_CASE("handover: the one's right ends as the other's begins, and it is written down why") {
    HandedOver village;
    village.handed();
    const Store server = village.county.reader();
    CHECK_FALSE(is_granted(server, HandedOver::by(village.ann), kVillage));
    CHECK(is_granted(server, HandedOver::by(village.cai), kVillage));
    CHECK(is_granted(server, HandedOver::by(village.bo), kVillage));
    CHECK(server.db().text("SELECT why FROM grant_ WHERE to_at IS NOT NULL") == "轮换");
    const std::string row =
        server.db().text("SELECT bytes FROM audit WHERE bytes LIKE '%handover%'").value_or("");
    const Result<Json> said = parse_json(row);
    REQUIRE(said.ok());
    CHECK(text_of(*said, "who") == "uid:0");
    CHECK(text_of(*said, "what") == HandedOver::by(village.cai));
    CHECK(text_of(*said, "scope") == kVillage);
    CHECK(said->at("detail") == Json{{"from", HandedOver::by(village.ann)}});
    CHECK(row.find("轮换") == std::string::npos);
}

TEST_CASE("handover: what the one had not sent is taken, in their name, and the other sees it") {
    HandedOver village;
    village.handed();
    village.cai.must_sync();
    const SyncReport report = village.ann.must_sync();
    CHECK(report.pushed == 1);
    CHECK(report.refused == 0);
    CHECK(has_note(report, "note.scope_lost"));
    village.cai.must_sync();
    CHECK(*village.cai.row("household", village.household).at("head_name").text() == "王铁柱");
    CHECK(*village.cai.row("visit", village.visit).at("content").text() == "交接前写的");
    for (Phone* phone : {&village.cai, &village.bo}) {
        phone->must_sync();
        const std::string who =
            phone->store()
                .db()
                .text("SELECT json_extract(bytes, '$.by') FROM op WHERE kind = 'visit'")
                .value_or("");
        CHECK(who == HandedOver::by(village.ann));
    }
    CHECK(verify(village.county.reader()).empty());
    // Cai goes on from it.
    village.cai.save("visit", Json{{"content", "接着写"}}, village.visit);
    CHECK(village.cai.must_sync().refused == 0);
    CHECK(digest_of(village.county.reader()) == village.cai.digest());
}

TEST_CASE(
    "handover: until its last work has arrived the village stays on the old device, to read") {
    HandedOver village;
    village.handed();
    // The line breaks after the push: the county has it, the rest of the round is lost.
    village.ann.link().fault = [](int, const WireRequest& request) {
        return request.target == "/v1/pull" || request.target == "/v1/push" ? Fault::LoseReply
                                                                            : Fault::None;
    };
    CHECK(village.ann.sync().problem.has_value());
    const std::vector<ScopeState> scopes = scope_states(village.ann.store());
    REQUIRE(scopes.size() == 1);
    CHECK(scopes[0].lost);
    CHECK(*village.ann.row("visit", village.visit).at("content").text() == "交接前写的");

    // The window does not offer it; what comes past it is given back with the reason.
    village.clock.pass(1000);
    village.ann.save("visit", Json{{"content", "交接后改的"}}, village.visit);
    village.ann.link().fault = {};
    const SyncReport report = village.ann.must_sync();
    REQUIRE(report.refusals.size() == 1);
    CHECK(report.refusals[0].code == "not_granted");
    CHECK(village.ann.store().db().integer("SELECT count(*) FROM draft") == 1);
    CHECK_FALSE(village.ann.store().db().text("SELECT reason FROM draft")->empty());
    CHECK(has_note(report, "note.scope_evicted"));
    village.cai.must_sync();
    CHECK(*village.cai.row("visit", village.visit).at("content").text() == "交接前写的");
    CHECK(verify(village.county.reader()).empty());
}

TEST_CASE("handover: nothing changes when it cannot be") {
    HandedOver village;
    const std::string ann = HandedOver::by(village.ann);
    const std::string cai = HandedOver::by(village.cai);
    CHECK(village.hand(cai, ann)->key == "error.handover.not_held");
    CHECK(village.hand(ann, ann)->key == "error.handover.same");
    village.county.write([&](const Store& store) {
        put_account(store, {cai, "Cai", "first_secretary", true});
    });
    CHECK(village.hand(ann, cai)->key == "error.handover.disabled");
    CHECK(is_granted(village.county.reader(), ann, kVillage));
    CHECK_FALSE(is_granted(village.county.reader(), cai, kVillage));
}

}  // namespace cunji::test
