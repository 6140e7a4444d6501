#include "client/reading/record_trace.h"

#include "client/app/signing.h"
#include "server/access.h"
#include "tests/client/answered_household.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

RecordTrace told(const Store& store, const std::string& id,
                 std::optional<Millis> as_of = std::nullopt) {
    const Texts texts{Language::Chinese};
    Wording wording{store, texts};
    const std::optional<Trace> found = trace(store, id, as_of);
    REQUIRE(found);
    return describe_trace(store, *found, wording);
}

RecordTrace told(const Desk& desk, const std::string& id) {
    return told(desk.store(), id);
}

bool says(const std::vector<std::string>& lines, std::string_view line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("record trace: four rows in the order of the work, by whom and verified") {
    AnsweredHousehold day;
    for (const Desk* desk : {&day.ann, &day.township, &day.office}) {
        const RecordTrace trace = told(*desk, day.id);
        CHECK(trace.kind_label == "农户");
        CHECK(trace.name == "王铁柱");
        CHECK(trace.state == "已锁定");
        CHECK(trace.rows[0].given.front().title == "谁调查：安娜");
        CHECK(trace.rows[1].given.front().title == "谁登记：安娜");
        CHECK(trace.rows[2].given.front().title == "谁审核：township");
        CHECK(trace.rows[3].given.front().title == "谁负责：office");
        CHECK(trace.rows[2].given.front().facts.find("乡镇审核员") != std::string::npos);
        for (const TraceRow& row : trace.rows) {
            REQUIRE(row.given.size() == 1);
            CHECK(row.given.front().mark.proof == Proof::Good);
            CHECK(row.given.front().mark.text == "已核验");
        }
        REQUIRE(trace.steps.size() == 4);
        CHECK(trace.steps[0].title == "新建");
        CHECK(trace.steps[1].title == "已提交");
        CHECK(trace.steps[2].title == "已通过");
        CHECK(trace.steps[3].title == "已锁定");
        CHECK(says(trace.steps[3].changes, "审核状态：已通过 → 已锁定"));
    }
    const RecordTrace of_ann = told(day.ann, day.id);
    CHECK(of_ann.steps[2].seal.proof == Proof::Good);
    CHECK(of_ann.rows[0].given.front().facts.find("本机") != std::string::npos);
    CHECK(of_ann.rows[2].given.front().facts.find("设备尾号") != std::string::npos);
}

TEST_CASE("record trace: what nobody did yet has its row all the same") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household("王铁柱")).saved.id;
    const RecordTrace trace = told(day.ann, id);
    CHECK(trace.state == "还没有提交");
    for (const TraceRow& row : trace.rows) {
        REQUIRE(row.given.size() == 1);
        CHECK(row.given.front().mark.text == "还没有");
        CHECK(row.given.front().facts.empty());
    }
    CHECK(trace.steps.front().place == "只在本机");
    day.ann.sync();
    CHECK(told(day.ann, id).steps.front().place.empty());
}

TEST_CASE("record trace: a later edit is named where it voids, and a new act comes first") {
    AnsweredHousehold day;
    day.clock.pass(3'600'000);
    day.change({{"head_name", "王铁住"}, {"phone", "13812345678"}});
    const std::string minute = Wording::minute(day.clock.now());
    RecordTrace trace = told(day.office, day.id);
    for (const TraceRow& row : trace.rows) {
        CHECK(row.given.front().mark.text == "已失效");
        CHECK(row.given.front().detail == "安娜 " + minute + " 后来改过内容");
    }
    const TraceStep& edit = trace.steps.back();
    CHECK(edit.title == "修改");
    CHECK(says(edit.changes, "户主姓名：王铁柱 → 王铁住"));
    CHECK(says(edit.changes, "联系电话：138****5678"));

    REQUIRE(sign_record(day.ann.device(), day.id, "surveyed", "下午到户").ok());
    trace = told(day.ann, day.id);
    REQUIRE(trace.rows[0].given.size() == 2);
    CHECK(trace.rows[0].given[0].mark.text == "已核验");
    CHECK(trace.rows[0].given[0].note == "下午到户");
    CHECK(trace.rows[0].given[1].mark.text == "已失效");
}

TEST_CASE("record trace: who changed the file is told, and hides nothing that is genuine") {
    AnsweredHousehold day;
    const Store& store = day.ann.store();
    SUBCASE("a signature") {
        store.db().run("UPDATE certificate SET signature = zeroblob(64)");
        const RecordTrace trace = told(day.ann, day.id);
        for (const TraceRow& row : trace.rows) {
            CHECK(row.given.front().mark.proof == Proof::Unknown);
            CHECK_FALSE(row.given.front().detail.empty());
        }
        CHECK(trace.steps[2].seal.proof == Proof::Unknown);
        CHECK_FALSE(trace.steps[2].advice.empty());
    }
    SUBCASE("a seal") {
        store.db().run("UPDATE seal SET signature = zeroblob(64)");
        const RecordTrace trace = told(day.ann, day.id);
        CHECK(trace.steps[2].seal.proof == Proof::Wrong);
        CHECK_FALSE(trace.steps[2].advice.empty());
        CHECK(trace.rows[2].given.front().mark.proof == Proof::Good);
    }
}

TEST_CASE("record trace: as it stood on a day, before the edit and its consequences") {
    AnsweredHousehold day;
    const Millis then = day.clock.now() + 60'000;
    day.clock.pass(Millis{3} * 86'400'000);
    day.change({{"head_name", "王铁住"}});
    const RecordTrace now = told(day.ann, day.id);
    CHECK(now.name == "王铁住");
    CHECK(now.as_of.empty());
    const RecordTrace before = told(day.ann.store(), day.id, then);
    CHECK(before.name == "王铁柱");
    CHECK(before.state == "已锁定");
    CHECK(before.steps.size() == 4);
    CHECK(before.rows[3].given.front().mark.text == "已核验");
    CHECK(before.as_of.find("结束时") != std::string::npos);
    const RecordTrace nothing = told(day.ann.store(), day.id, then - Millis{30} * 86'400'000);
    CHECK(nothing.steps.empty());
    CHECK(nothing.rows[0].given.front().mark.text == "还没有");
}

TEST_CASE("record trace: drawn signatures, lists and conflicts in words") {
    FieldDay day;
    Desk bo = day.another("波", "village_cadre");
    const auto saved = day.ann.save_all(
        "", Json::array({{{"kind", "meeting"}, {"title", "评议会"}},
                         {{"kind", "vote"}, {"meeting", "@0"}, {"matter", "修路"}, {"yes", 7}},
                         {{"kind", "signature"},
                          {"target", "@0"},
                          {"signer_name", "王铁柱"},
                          {"role", "representative"},
                          {"image", std::string(64, 'a')}}}));
    const std::string meeting = saved[0].saved.id;
    RecordTrace trace = told(day.ann, meeting);
    REQUIRE(trace.signatures.size() == 1);
    CHECK(trace.signatures.front().name == "王铁柱");
    CHECK(trace.signatures.front().mark.text == "已核验");
    CHECK(trace.signatures.front().detail == "在 安娜 的设备上签");
    day.ann.save("vote", {{"id", saved[1].saved.id}, {"yes", 8}});
    trace = told(day.ann, meeting);
    CHECK(trace.signatures.front().mark.text == "已失效");
    CHECK(trace.signatures.front().detail.find("安娜") != std::string::npos);
    CHECK(trace.signatures.front().detail.find("后来改过内容") != std::string::npos);
    CHECK(says(told(day.ann, saved[2].saved.id).steps.front().changes, "签名：（签字）"));

    const std::string house = day.ann.save("household", a_household("王铁柱")).saved.id;
    day.ann.sync();
    bo.sync();
    day.ann.save("household", {{"id", house}, {"head_name", "王铁注"}});
    bo.save("household", {{"id", house}, {"head_name", "王铁住"}});
    for (int round = 0; round < 2; ++round) {
        day.ann.sync();
        bo.sync();
    }
    trace = told(day.ann, house);
    REQUIRE(trace.conflicts.size() == 1);
    CHECK(trace.conflicts.front().label == "户主姓名");
    CHECK(trace.conflicts.front().values.find("王铁住 (波") != std::string::npos);
    CHECK(trace.conflicts.front().values.find("王铁注 (安娜") != std::string::npos);
}

TEST_CASE("record trace: a list goes from one value to the other") {
    FieldDay day;
    const std::string house = day.ann.save("household", a_household("王铁柱")).saved.id;
    Json visit = a_visit(house, day.ann.person());
    visit["findings"] = {"housing"};
    const std::string id = day.ann.save("visit", visit).saved.id;
    day.ann.save("visit", {{"id", id}, {"findings", {"housing", "water"}}});
    const RecordTrace trace = told(day.ann, id);
    REQUIRE(trace.steps.size() == 2);
    REQUIRE(trace.steps[1].changes.size() == 1);
    CHECK(trace.steps[1].changes.front().ends_with("：住房 → 住房、饮水"));
}

TEST_CASE("record trace: what the county did not take says so, and by whom") {
    FieldDay day;
    Desk bo = day.another("波", "village_cadre");
    const std::string id = day.ann.save("household", a_household("王铁柱")).saved.id;
    day.ann.sync();
    day.ann.save("household", {{"id", id}, {"address", "别处"}});
    day.clock.pass(1000);
    day.county.write([&](const Store& store) { end_grant(store, day.ann.person(), kVillage, 1); });
    REQUIRE(day.ann.sync().report.refused == 1);
    bo.sync();
    const RecordTrace trace = told(bo, id);
    REQUIRE(trace.steps.size() == 3);
    CHECK(trace.steps[0].refused.empty());
    CHECK(trace.steps[1].refused.find("not_granted") != std::string::npos);
    CHECK(trace.steps[2].who == "县里");
    CHECK(trace.steps[2].title == "没有收下 1 处修改");
    CHECK(trace.steps[2].seal.proof == Proof::Good);
    CHECK_FALSE(trace.steps[2].why.empty());
}

}  // namespace cunji::test
