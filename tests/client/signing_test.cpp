#include "client/app/signing.h"

#include "shared/base/uuid.h"
#include "shared/store/acts.h"
#include "shared/store/certificates.h"
#include "shared/store/cosigning.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"
#include "shared/store/op_writer.h"
#include "shared/store/tracing.h"
#include "tests/client/answered_household.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

const GivenAct* find_act(const std::vector<GivenAct>& acts, std::string_view act) {
    const auto found = std::find_if(acts.begin(), acts.end(),
                                    [&](const GivenAct& given) { return given.act.act == act; });
    return found == acts.end() ? nullptr : &*found;
}

/// ... and what somebody would do who has changed the program.
struct Answered : AnsweredHousehold {
    [[nodiscard]] Signature signed_by(const Desk& desk, const Act& act,
                                      const std::string& scope = kVillage) const {
        const auto enrolment = read_enrolment(desk.store());
        return sign(*enrolment->person_keys, act_text(act, enrolment->by, scope));
    }

    static Json fields_of(const Act& act) {
        return {{"target", act.target},
                {"act", act.act},
                {"version", act.version},
                {"seen", act.seen},
                {"signature", to_base64(act.signature)}};
    }

    /// Writes the act into the desk's file as somebody would who changed the program.
    static void smuggle(Desk& desk, const Act& act, FakeClock& clock, Random& random) {
        const Store& store = desk.store();
        const auto enrolment = read_enrolment(store);
        Transaction transaction{store.db()};
        const LineEnd end =
            open_line(store.db(), {enrolment->by, enrolment->device, enrolment->device_keys},
                      kVillage, random);
        Op op;
        op.rid = end.rid;
        op.n = end.n + 1;
        op.at = clock.now();
        op.by = enrolment->by;
        op.scope = kVillage;
        op.kind = kActKind;
        op.form = 1;
        op.rec = new_uuid(clock.now(), random);
        const Json fields = fields_of(act);
        for (const auto& [name, value] : fields.items())
            op.set.emplace_back(name, Value{value.get<std::string>()});
        const std::string bytes = encode_op(op);
        const Hash h = chain(end.h, bytes);
        OpWriter writer{store, false, clock.now()};
        REQUIRE(writer.append({op, id_of(op, h), h}, bytes, end.h) == OpWriter::Outcome::Stored);
        writer.flush();
        transaction.commit();
    }

    [[nodiscard]] std::string refused(Desk& desk, const Act& act) {
        return desk.refuse("act", fields_of(act)).front().message.key;
    }
};

}  // namespace

TEST_CASE("signing: review brings the four acts, and every device finds them genuine") {
    Answered day;
    for (const Desk* desk : {&day.ann, &day.township, &day.office}) {
        const std::vector<GivenAct> acts = acts_on(desk->store(), day.key);
        REQUIRE(acts.size() == 4);
        for (const char* name : {"surveyed", "registered", "reviewed", "answered"}) {
            const GivenAct* act = find_act(acts, name);
            REQUIRE(act != nullptr);
            CHECK_FALSE(act->wrong.has_value());
            CHECK(act->stands());
        }
        CHECK(find_act(acts, "registered")->by == day.ann.person());
        CHECK(find_act(acts, "reviewed")->by == day.township.person());
        CHECK(find_act(acts, "answered")->by == day.office.person());
    }
    const Store server = day.county.reader();
    CHECK(acts_on(server, day.key).size() == 4);
    CHECK(server.db().integer("SELECT count(*) FROM refusal") == 0);
}

TEST_CASE("signing: an edit voids what was signed, and a way back does not mend it") {
    Answered day;
    day.office.save("household", {{"id", day.id}, {"review", "returned"}});
    CHECK(find_act(acts_on(day.office.store(), day.key), "surveyed")->stands());
    day.office.sync();
    day.ann.sync();
    const SavedRecord edit = day.ann.save("household", {{"id", day.id}, {"head_name", "王铁住"}});
    day.ann.save("household", {{"id", day.id}, {"head_name", "王铁柱"}});
    day.settle();
    for (const GivenAct& act : acts_on(day.township.store(), day.key)) {
        CHECK_FALSE(act.wrong.has_value());
        CHECK(act.standing.state == Standing::State::Voided);
        CHECK(act.standing.by == edit.saved.op);
    }
}

TEST_CASE("signing: who wrote a record does not review it, and a village answers for none") {
    FieldDay day;
    Desk township = day.another("township", "township_reviewer");
    const std::string id = township.save("household", a_household()).saved.id;
    township.save("household", {{"id", id}, {"review", "submitted"}});
    CHECK_FALSE(township.refuse("household", {{"id", id}, {"review", "approved"}}).empty());
    const std::string own = day.ann.save("household", a_household("李四")).saved.id;
    for (const char* act : {"reviewed", "answered"}) {
        const auto saved = sign_record(day.ann.device(), own, act, "");
        REQUIRE_FALSE(saved.ok());
        CHECK(saved.error().front().message.key == "error.act.tier." + std::string{act});
    }
    CHECK(sign_record(day.ann.device(), own, "surveyed", "下午到户").ok());
}

TEST_CASE("signing: a forged act is refused before it is saved") {
    Answered day;
    const std::string other = day.ann.save("household", a_household("李四")).saved.id;
    Act act = find_act(acts_on(day.ann.store(), day.key), "surveyed")->act;

    SUBCASE("made with another key") {
        act.signature = sign(new_key_pair(), act_text(act, day.ann.person(), kVillage));
        CHECK(day.refused(day.ann, act) == "error.act.signature");
    }
    SUBCASE("of another person") {
        CHECK(day.refused(day.township, act) == "error.act.signature");
    }
    SUBCASE("copied to another record") {
        act.target = other;
        CHECK(day.refused(day.ann, act) == "error.act.signature");
    }
    SUBCASE("signed for another record at heads of this one") {
        act.target = other;
        act.signature = day.signed_by(day.ann, act);
        CHECK(day.refused(day.ann, act) == "error.act.version");
    }
    SUBCASE("of a version that never was") {
        act.version = std::string(64, '0');
        act.signature = day.signed_by(day.ann, act);
        CHECK(day.refused(day.ann, act) == "error.act.version");
    }
    SUBCASE("turned into another act") {
        act.act = "answered";
        CHECK(day.refused(day.ann, act) == "error.act.signature");
    }
}

TEST_CASE(
    "signing: what a changed program writes is shown as not genuine and refused at the server") {
    Answered day;
    const std::string other = day.ann.save("household", a_household("李四")).saved.id;
    Act act = find_act(acts_on(day.ann.store(), day.key), "surveyed")->act;
    RecordKey target = day.key;
    SUBCASE("with another key") {
        act.signature = sign(new_key_pair(), act_text(act, day.ann.person(), kVillage));
    }
    SUBCASE("copied to another record") {
        act.target = other;
        target.id = other;
    }
    SUBCASE("signed anew for a version that never was") {
        act.version = std::string(64, '0');
        act.signature = day.signed_by(day.ann, act);
    }
    SUBCASE("without the role for it") {
        act.act = "answered";
        act.signature = day.signed_by(day.ann, act);
    }
    Answered::smuggle(day.ann, act, day.clock, day.random);
    const std::vector<GivenAct> acts = acts_on(day.ann.store(), target);
    CHECK(std::count_if(acts.begin(), acts.end(),
                        [](const GivenAct& given) { return given.wrong.has_value(); }) == 1);
    day.settle();
    CHECK(day.county.reader().db().integer("SELECT count(*) FROM refusal WHERE code = 'bad_act'") ==
          1);
    for (const GivenAct& given : acts_on(day.office.store(), target))
        CHECK_FALSE(given.wrong.has_value());
}

TEST_CASE("trace: tells the acts, the ops with their seals, and a day before them") {
    Answered day;
    const std::optional<Trace> now = trace(day.office.store(), day.id);
    REQUIRE(now);
    const Json told = to_json(*now);
    CHECK(told.at("acts").size() == 4);
    for (const Json& act : told.at("acts")) {
        CHECK(act.at("verified") == true);
        CHECK(act.at("standing") == "stands");
    }
    CHECK(told.at("history").size() == 4);
    for (const Json& op : told.at("history"))
        CHECK(op.at("seal") == (op.at("author") == day.office.person() ? "own" : "verified"));
    CHECK(told.at("history")[2].at("role") == "township_reviewer");
    const Store server = day.county.reader();
    const Json at_server = to_json(*trace(server, day.id));
    CHECK(at_server.at("acts").size() == 4);
    CHECK(trace(day.office.store(), to_text(now->ops.front().op))->key == day.key);
    const auto before = trace(day.office.store(), day.id, day.clock.now() - Millis{7} * 86'400'000);
    REQUIRE(before);
    CHECK(before->acts.empty());
    CHECK(before->ops.empty());
}

TEST_CASE("signing: an act is never changed, only taken back by who gave it") {
    Answered day;
    const GivenAct given = *find_act(acts_on(day.ann.store(), day.key), "surveyed");
    CHECK(day.ann.refuse("act", {{"id", given.id}, {"note", "改"}}).front().message.key ==
          "error.act.fixed");
    CHECK(day.township.refuse("act", {{"id", given.id}, {"void_reason", "不对"}})
              .front()
              .message.key == "error.act.not_yours");
    day.ann.save("act", {{"id", given.id}, {"void_reason", "签错了"}});
    CHECK(find_act(acts_on(day.ann.store(), day.key), "surveyed")->taken_back);
}

TEST_CASE("signing: a certificate that somebody put into the file does not make an act genuine") {
    Answered day;
    const GivenAct given = *find_act(acts_on(day.ann.store(), day.key), "reviewed");
    day.ann.device().store().db().run("UPDATE certificate SET signature = zeroblob(64)");
    const std::vector<GivenAct> acts = acts_on(day.ann.store(), day.key);
    REQUIRE(find_act(acts, "reviewed")->wrong.has_value());
    CHECK(find_act(acts, "reviewed")->wrong->key == "error.act.no_certificate");
    CHECK(given.stands());
}

TEST_CASE(
    "signing: a drawn signature stands under the meeting and its votes, and falls with them") {
    FieldDay day;
    const std::string image(64, 'a');
    const auto saved = day.ann.save_all(
        "", Json::array({{{"kind", "meeting"}, {"title", "评议会"}},
                         {{"kind", "vote"}, {"meeting", "@0"}, {"matter", "修路"}, {"yes", 7}},
                         {{"kind", "signature"},
                          {"target", "@0"},
                          {"signer_name", "王铁柱"},
                          {"role", "representative"},
                          {"image", image}}}));
    const RecordKey meeting{kVillage, "meeting", saved[0].saved.id};
    const auto signature = [&](const Desk& desk) {
        return cosignatures_on(desk.store(), meeting).at(0);
    };
    CHECK(signature(day.ann).bound);
    CHECK(signature(day.ann).counts());

    SUBCASE("the same on another device") {
        Desk bo = day.another("bo", "village_cadre");
        day.ann.sync();
        bo.sync();
        CHECK(signature(bo).bound);
        CHECK(signature(bo).counts());
    }
    SUBCASE("when votes are counted anew") {
        day.ann.save("vote", {{"id", saved[1].saved.id}, {"yes", 8}});
        CHECK_FALSE(signature(day.ann).counts());
        CHECK(has_finding(check_record(day.ann.store(), {kVillage, "signature", saved[2].saved.id}),
                          "sign7"));
        day.ann.save("vote", {{"id", saved[1].saved.id}, {"yes", 7}});
        CHECK_FALSE(signature(day.ann).counts());
    }
    SUBCASE("when a vote is added") {
        day.ann.save("vote", {{"meeting", meeting.id}, {"matter", "修桥"}});
        CHECK_FALSE(signature(day.ann).counts());
    }
    SUBCASE("when it is said to be another's") {
        day.ann.save("signature", {{"id", saved[2].saved.id}, {"signer_name", "李四"}});
        REQUIRE(signature(day.ann).wrong.has_value());
        CHECK_FALSE(signature(day.ann).counts());
    }
    SUBCASE("but not when the meeting is only submitted") {
        day.ann.save("meeting", {{"id", meeting.id}, {"review", "submitted"}});
        CHECK(signature(day.ann).counts());
    }
}

}  // namespace cunji::test
