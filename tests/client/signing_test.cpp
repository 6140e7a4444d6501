#include "client/app/signing.h"

#include "shared/store/acts.h"
#include "shared/store/certificates.h"
#include "shared/store/cosigning.h"
#include "shared/store/merging.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

const GivenAct* find_act(const std::vector<GivenAct>& acts, std::string_view act) {
    const auto found = std::find_if(acts.begin(), acts.end(),
                                    [&](const GivenAct& given) { return given.act.act == act; });
    return found == acts.end() ? nullptr : &*found;
}

/// A household that went all the way: surveyed and registered by Ann, reviewed by the township,
/// answered for by the county.
struct Answered : FieldDay {
    Desk township = another("township", "township_reviewer");
    Desk office = another("office", "county_merger");
    std::string id;
    RecordKey key;

    Answered() {
        id = ann.save("household", a_household("王铁柱")).saved.id;
        key = {kVillage, "household", id};
        ann.save("household", {{"id", id}, {"review", "submitted"}});
        ann.sync();
        township.sync();
        township.save("household", {{"id", id}, {"review", "approved"}});
        township.sync();
        office.sync();
        office.save("household", {{"id", id}, {"review", "locked"}});
        settle();
    }

    void settle() {
        for (int round = 0; round < 2; ++round) {
            office.sync();
            ann.sync();
            township.sync();
        }
    }

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
