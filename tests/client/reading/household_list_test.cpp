#include "client/reading/household_list_read.h"
#include "shared/store/search.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// The list of one device, read as the window does: again and again.
struct Village : FieldDay {
    HouseholdListPtr list;

    std::string add(const std::string& name, const std::string& number = "H001",
                    const std::string& group = "三组") {
        Json household = a_household(name);
        household["household_no"] = number;
        household["group_name"] = group;
        return ann.save("household", household).saved.id;
    }

    void visit(const std::string& household, const std::string& day) {
        Json visit = a_visit(household, ann.person());
        visit["start_at"] = day + "T09:30+08:00";
        ann.save("visit", visit);
    }

    const HouseholdList& read() {
        list = read_household_list(ann.store(), list);
        return *list;
    }

    std::string names(const HouseholdFilter& filter = {}) {
        const HouseholdList& now = read();
        std::string out;
        for (const std::uint32_t index : select_households(now, filter)) {
            if (!out.empty()) out += ' ';
            out += now.name(now.rows[index]);
        }
        return out;
    }

    std::string found(const std::string& typed) {
        HouseholdFilter filter;
        filter.typed = typed;
        return names(filter);
    }

    const HouseholdRow& row(const std::string& id) {
        const auto index = read().find(id);
        REQUIRE(index.has_value());
        return list->rows[*index];
    }
};

Json a_year(const std::string& household, int year) {
    return {{"household", household}, {"year", year}, {"size", 3}};
}

}  // namespace

TEST_CASE("household list: groups in the order people count, then numbers") {
    Village village;
    village.add("甲", "H9", "十一组");
    village.add("乙", "H2", "二组");
    village.add("丙", "H1", "二组");
    village.add("丁", "H1", "一组");
    CHECK(village.names() == "丁 丙 乙 甲");
    CHECK(groups_of(*village.list, "") == std::vector<std::string>{"一组", "二组", "十一组"});
    CHECK(groups_of(*village.list, kOtherVillage).empty());
    CHECK(group_order("第十二组") == 12);
    CHECK(group_order("3组") == 3);
    CHECK(group_order("二十组") == 20);
    CHECK(group_order("坡上") > 1000);
}

TEST_CASE("household list: found by a part of the name, pinyin initials, number and group") {
    Village village;
    village.add("王铁柱", "YL-0001", "一组");
    village.add("欧阳𬭎", "YL-0002", "二组");
    village.add("单小花", "YL-0103", "二组");
    CHECK(village.found("铁柱") == "王铁柱");
    CHECK(village.found("wtz") == "王铁柱");
    CHECK(village.found("TZ") == "王铁柱");
    CHECK(village.found("𬭎") == "欧阳𬭎");
    CHECK(village.found("sxh") == "单小花");  // either reading of a surname
    CHECK(village.found("dxh") == "单小花");
    CHECK(village.found("0103") == "单小花");
    CHECK(village.found("YL-00") == "王铁柱 欧阳𬭎");
    CHECK(village.found("ｙｌ０００２") == "欧阳𬭎");
    CHECK(village.found("二组") == "欧阳𬭎 单小花");
    CHECK(village.found("二组 花") == "单小花");
    CHECK(village.found("   ") == "王铁柱 欧阳𬭎 单小花");
    CHECK(village.found("\" OR * NOT (") == "");
    CHECK(village.found("没有这个人") == "");
}

TEST_CASE("household list: finds what the search index finds by name and number") {
    Village village;
    village.add("王铁柱", "YL-0001", "一组");
    village.add("买买提·吐尔逊", "YL-0002", "二组");
    village.add("Anna Wang", "YL-0103", "二组");
    for (const char* typed : {"王", "wtz", "买买提", "吐尔", "anna", "0103", "YL0002", "mmtte"}) {
        const auto hits = search_records(village.ann.store().db(), typed, "household", 10);
        HouseholdFilter filter;
        filter.typed = typed;
        const auto rows = select_households(village.read(), filter);
        CAPTURE(typed);
        CHECK(rows.size() == hits.size());
    }
}

TEST_CASE("household list: the last visit, who is due, and how much of the quarter is done") {
    Village village;
    const std::string seen = village.add("甲");
    const std::string long_ago = village.add("乙");
    village.add("丙");
    village.visit(seen, "2025-11-20");
    village.visit(seen, "2025-10-02");
    village.visit(long_ago, "2025-05-01");
    CHECK(to_text(*village.row(seen).visited()) == "2025-11-20");
    HouseholdFilter due;
    due.not_since = *day_of("2025-08-23");
    CHECK(village.names(due) == "乙 丙");
    const VisitCoverage quarter = visit_coverage(*village.list, "", *day_of("2025-10-01"));
    CHECK(quarter.visited == 1);
    CHECK(quarter.all == 3);
}

TEST_CASE("household list: the class is that of the newest year") {
    Village village;
    const std::string id = village.add("甲");
    CHECK(village.row(id).household_class == HouseholdClass::General);
    Json year = a_year(id, 2019);
    year["poverty_class"] = "general";
    village.ann.save("household_year", year);
    CHECK(village.row(id).household_class == HouseholdClass::Poor);
    year = a_year(id, 2023);
    year["monitor_class"] = "marginal";
    village.ann.save("household_year", year);
    CHECK(village.row(id).household_class == HouseholdClass::Monitored);
    HouseholdFilter filter;
    filter.household_class = HouseholdClass::Monitored;
    CHECK(village.names(filter) == "甲");
    CHECK(count_households(*village.list, "", Day{}).by_class.at(3) == 1);
}

TEST_CASE("household list: members make the size, and a household without one head is incomplete") {
    Village village;
    const std::string id = village.add("甲");
    CHECK(village.row(id).size == 0);
    CHECK(village.row(id).incomplete());
    const std::string head =
        village.ann.save("member", {{"household", id}, {"name", "甲"}, {"relation", "02"}})
            .saved.id;
    village.ann.save("household", {{"id", id}, {"head_member", head}});
    village.ann.save("member", {{"household", id}, {"name", "子"}, {"relation", "20"}});
    CHECK(village.row(id).size == 2);
    CHECK_FALSE(village.row(id).incomplete());
    village.ann.save("member", {{"id", head}, {"leave_reason", "death"}});
    CHECK(village.row(id).size == 1);
    CHECK(village.row(id).incomplete());
}

TEST_CASE("household list: only on this device until the server has it, its visits too") {
    Village village;
    const std::string id = village.add("甲");
    const std::string other = village.add("乙");
    CHECK(village.row(id).only_here);
    village.ann.sync();
    CHECK_FALSE(village.row(id).only_here);
    village.visit(id, "2025-11-20");
    CHECK(village.row(id).only_here);
    CHECK_FALSE(village.row(other).only_here);
}

TEST_CASE("household list: a conflict in a part is one of the household") {
    Village village;
    const std::string id = village.add("甲");
    village.ann.sync();
    Desk bo = village.another("bo", "village_cadre");
    bo.sync();
    village.ann.save("household", {{"id", id}, {"head_name", "甲一"}});
    bo.save("household", {{"id", id}, {"head_name", "甲二"}});
    village.ann.sync();
    bo.sync();
    village.ann.sync();
    CHECK(village.row(id).conflicts == 1);
    HouseholdFilter filter;
    filter.conflicts = true;
    CHECK(select_households(village.read(), filter).size() == 1);
}

TEST_CASE("household list: read again only where something changed, and the same as read anew") {
    Village village;
    const std::string a = village.add("甲", "H1");
    const std::string b = village.add("乙", "H2");
    village.visit(a, "2025-11-01");
    const HouseholdListPtr first = village.list = read_household_list(village.ann.store());
    CHECK(read_household_list(village.ann.store(), first) == first);

    village.ann.save("household", {{"id", b}, {"head_name", "乙改"}, {"group_name", "一组"}});
    village.ann.save("household", {{"id", a}, {"void_reason", "重复"}});
    village.add("丙", "H3");
    CHECK(village.names() == "乙改 丙");
    CHECK_FALSE(village.list->find(a).has_value());

    const HouseholdListPtr anew = read_household_list(village.ann.store());
    REQUIRE(anew->rows.size() == village.list->rows.size());
    for (std::size_t i = 0; i < anew->rows.size(); ++i) {
        CHECK(anew->name(anew->rows[i]) == village.list->name(village.list->rows[i]));
        CHECK(anew->rows[i].last_visit == village.list->rows[i].last_visit);
        CHECK(anew->rows[i].only_here == village.list->rows[i].only_here);
    }
    CHECK(first->name(first->rows[0]) == "甲");  // who still shows the old list is not disturbed
}

TEST_CASE("household list: a visit that was entered for the wrong household leaves it again") {
    Village village;
    const std::string a = village.add("甲");
    const std::string b = village.add("乙");
    const std::string visit = village.ann.save("visit", a_visit(a, village.ann.person())).saved.id;
    CHECK(village.row(a).visited().has_value());
    village.ann.save("visit", {{"id", visit}, {"household", b}, {"why", "登错户"}});
    CHECK_FALSE(village.row(a).visited().has_value());
    CHECK(village.row(b).visited().has_value());
}

TEST_CASE("household list: the names alone come first") {
    Village village;
    village.add("甲");
    const HouseholdListPtr names = read_household_names(village.ann.store());
    CHECK_FALSE(names->complete);
    CHECK(names->rows.size() == 1);
    CHECK(names->name(names->rows[0]) == "甲");
    CHECK(read_household_list(village.ann.store(), names)->complete);
}

TEST_CASE("household list: a record of any kind leads to its household") {
    Village village;
    const std::string id = village.add("甲");
    const std::string visit = village.ann.save("visit", a_visit(id, village.ann.person())).saved.id;
    const std::string member =
        village.ann.save("member", {{"household", id}, {"name", "乙"}, {"relation", "20"}})
            .saved.id;
    const std::string year =
        village.ann.save("member_year", {{"member", member}, {"year", 2025}}).saved.id;
    const Store& store = village.ann.store();
    CHECK(household_of(store, "household", id) == id);
    CHECK(household_of(store, "visit", visit) == id);
    CHECK(household_of(store, "member_year", year) == id);
    CHECK(household_of(store, "meeting", visit).empty());
    CHECK(household_of(store, "no_such_kind", visit).empty());
}

}  // namespace cunji::test
