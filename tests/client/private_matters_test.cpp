#include "client/app/private_matters.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr const char* kHotline = "0859-8123456";

/// The only find; fails when there are none or several.
PrivateFind the_find(const char* body) {
    const std::vector<PrivateFind> finds = find_private(body, kHotline);
    REQUIRE(finds.size() == 1);
    return finds.front();
}

}  // namespace

TEST_CASE("private matters: a plain notice has none") {
    CHECK(find_private("根据2020-10-18 2020-10-25公示，下列6户拟退出。\n1. 岩头组 王铁柱 4人\n"
                       "总投资1250000元，编号990101101201。防治病虫害。监督电话0859-8123456。",
                       kHotline)
              .empty());
    CHECK(find_private("", "").empty());
}

TEST_CASE("private matters: identity numbers, phones and accounts are found as people write them") {
    CHECK(the_find("王铁柱 990101197003074519 4人").matter == PrivateMatter::IdNumber);
    CHECK(the_find("王铁柱 99010119700307018X").matter == PrivateMatter::IdNumber);
    CHECK(the_find("身份证990101 19700307 4519").matter == PrivateMatter::IdNumber);
    CHECK(the_find("电话14000001234").matter == PrivateMatter::Phone);
    CHECK(the_find("电话140 0000 1234").matter == PrivateMatter::Phone);
    CHECK(the_find("电话140-0000-1234").matter == PrivateMatter::Phone);
    CHECK(the_find("电话１４０００００１２３４").matter == PrivateMatter::Phone);
    CHECK(the_find("账号9999990000000000123").matter == PrivateMatter::Account);
    CHECK(the_find("账号9999 9900 0000 0000 123").matter == PrivateMatter::Account);
}

TEST_CASE("private matters: only the supervision number may stand there, not another landline") {
    const PrivateFind find = the_find("电话0859-7654321");
    CHECK(find.matter == PrivateMatter::Phone);
    CHECK(find.text == "0859-7654321");
    CHECK(find.at == 6);
    CHECK(find_private("电话0859 8123456", kHotline).empty());
    CHECK(find_private("电话0859-8123456", "").size() == 1);
}

TEST_CASE("private matters: what ails somebody is found by its words") {
    CHECK(the_find("李秀英 因病致贫").text == "因病");
    CHECK(the_find("赵四，肢体残疾二级").matter == PrivateMatter::Health);
}

TEST_CASE("private matters: all are found, in the order in which they stand") {
    const std::vector<PrivateFind> finds =
        find_private("王铁柱患有糖尿病，电话14000001234", kHotline);
    REQUIRE(finds.size() == 3);
    CHECK(finds[0].text == "患有");
    CHECK(finds[1].text == "糖尿病");
    CHECK(finds[2].text == "14000001234");
}

}  // namespace cunji::test
