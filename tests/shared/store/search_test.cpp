#include "shared/store/search.h"

#include "shared/store/verifying.h"
#include "tests/support/store_builder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace cunji::test {

namespace {

std::string record(std::size_t i) {
    const std::string number = std::to_string(i);
    return "01931f6e-7c1a-7e07-9d0e-" + std::string(12 - number.size(), '0') + number;
}

/// A node with one record a name; `no` of the i-th is numbers[i].
class Register {
public:
    explicit Register(const std::vector<std::string>& names,
                      const std::vector<std::string>& numbers = {}) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            OpBuilder op = an_op(line_).on(record(i)).set("c", names[i]);
            if (i < numbers.size()) op.set("no", numbers[i]);
            last_.push_back(send(line_, op));
        }
        node_.take(last_);
    }

    /// The places of the names found, as text: "0 2".
    std::string find(std::string_view typed) {
        std::string out;
        for (const SearchHit& hit : search_records(node_.db(), typed, "", 100)) {
            for (std::size_t i = 0; i < last_.size(); ++i) {
                if (hit.record != record(i)) continue;
                out += (out.empty() ? "" : " ") + std::to_string(i);
            }
        }
        return out;
    }

    void change(std::size_t i, const char* field, const Value& value) {
        const OpBuilder op = an_op(line_).on(record(i)).after(last_[i].logged);
        last_[i] = send(line_, OpBuilder{op}.set(field, value));
        REQUIRE(node_.take(last_[i]) == OpWriter::Outcome::Stored);
        CHECK(to_text(verify(node_.store())) == "");
    }

    Node& node() { return node_; }

private:
    Line line_{0x11};
    Node node_;
    std::vector<Sent> last_;
};

TEST_CASE("search: a name is found by any part of it") {
    Register people{{"王铁柱", "李铁", "铁王柱"}};
    CHECK(people.find("王铁柱") == "0");
    CHECK(people.find("王铁") == "0");
    CHECK(people.find("铁柱") == "0");
    CHECK(people.find("铁") == "0 1 2");
    CHECK(people.find("王柱") == "2");
    CHECK(people.find("柱铁") == "");
    CHECK(people.find("柱 王") == "0 2");  // several words: all of them, in any order
}

TEST_CASE("search: a name is found by its pinyin initials, from any character on") {
    Register people{{"王铁柱", "王大力", "单雄信", "买买提·吐尔逊"}};
    CHECK(people.find("wtz") == "0");
    CHECK(people.find("WTZ") == "0");
    CHECK(people.find("ｗｔｚ") == "0");  // full-width, as Chinese keyboards type
    CHECK(people.find("wt") == "0");
    CHECK(people.find("w") == "0 1");
    CHECK(people.find("tz") == "0");
    CHECK(people.find("wz") == "");
    CHECK(people.find("sxx") == "2");  // a surname is read otherwise than in other words
    CHECK(people.find("dxx") == "2");
    CHECK(people.find("mmttex") == "3");
    CHECK(people.find("买买提吐尔逊") == "3");
    CHECK(people.find("买买提·吐尔逊") == "3");
    CHECK(people.find("王tz") == "0");
}

TEST_CASE("search: characters beyond the sixteenth bit are characters") {
    // 𬭎 U+2CB4E, 𠮷 U+20BB7, 𰀀 U+30000 (newer than SQLite's own tables).
    Register people{{"李𬭎", "𠮷田", "张𰀀", "李文"}};
    CHECK(people.find("𬭎") == "0");
    CHECK(people.find("李𬭎") == "0");
    CHECK(people.find("𠮷") == "1");
    CHECK(people.find("𰀀") == "2");
    CHECK(people.find("李") == "0 3");
    CHECK(people.find("lh") == "0");
}

TEST_CASE("search: a number is found by its beginning and by its end") {
    Register people{{"甲", "乙", "丙", "丁"},
                    {"13812345678", "138-1234-0000", "11010119900101123X", "HH-0012"}};
    CHECK(people.find("138") == "0 1");
    CHECK(people.find("13812345678") == "0");
    CHECK(people.find("5678") == "0");
    CHECK(people.find("678") == "0");
    CHECK(people.find("13812340000") == "1");
    CHECK(people.find("138 1234 0000") == "1");
    CHECK(people.find("138-1234-5678") == "0");
    CHECK(people.find("0000") == "1");
    CHECK(people.find("123x") == "2");
    CHECK(people.find("123X") == "2");
    CHECK(people.find("hh0012") == "3");
    CHECK(people.find("HH-0012") == "3");
    CHECK(people.find("0012") == "3");
    CHECK(people.find("99999") == "");
}

TEST_CASE("search: no phrase goes from one field into the next") {
    Register people{{"王铁"}, {"柱5"}};
    CHECK(people.find("铁柱") == "");
    CHECK(people.find("柱") == "0");
}

TEST_CASE("search: what changes, is void, merged away or refused is found accordingly") {
    Register people{{"王铁柱"}};
    people.change(0, "a", 5);
    CHECK(people.find("王") == "0");
    people.change(0, "c", "李铁柱");
    CHECK(people.find("王") == "");
    CHECK(people.find("ltz") == "0");
    people.change(0, "void_reason", "重复");
    CHECK(people.find("李") == "");
    people.change(0, "void_reason", {});
    CHECK(people.find("李") == "0");
    people.change(0, "merge_into", record(9));
    CHECK(people.find("李") == "");
    people.change(0, "merge_into", {});
    people.change(0, "c", {});
    CHECK(people.find("李") == "");
}

TEST_CASE("search: whatever is typed is only words") {
    Register people{{"王铁柱", "O'Brien"}, {"12345"}};
    for (const std::string_view typed :
         {"\"",           "'",          "*",      "王\" OR \"", "NEAR(王 柱)",
          "body:王",      "^王",        "-王",    "王 AND",     "OR",
          "NOT",          "王*",        "(",      ")",          "((((",
          "{}",           "\\",         "%",      "_",          ";DROP TABLE search",
          "\x80\xff\xfe", "王\xe4\xb8", "a\n\tb", "\u200b",     "🀄",
          "\uE000",       "\uE001"}) {
        CAPTURE(typed);
        CHECK_NOTHROW(people.find(typed));
    }
    CHECK(people.find(std::string_view{"\0王", 4}) == "0");
    CHECK(people.find("") == "");
    CHECK(people.find(" ,.，。 ") == "");
    CHECK(people.find("王*") == "0");
    CHECK(people.find("body:王") == "");
    CHECK(people.find("o'brien") == "1");
    CHECK(people.find(std::string(100'000, 'w')) == "");
    std::string long_name;
    for (int i = 0; i < 50'000; ++i)
        long_name += "王";
    CHECK(people.find(long_name) == "");
}

TEST_CASE("search: by kind, oldest first, not more than asked for") {
    Register people{{"王一", "王二", "王三"}};
    CHECK(search_records(people.node().db(), "王", "visit", 10).size() == 3);
    CHECK(search_records(people.node().db(), "王", "household", 10).empty());
    const std::vector<SearchHit> hits = search_records(people.node().db(), "王", "", 2);
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].record == record(0));
    CHECK(hits[1].record == record(1));
    CHECK(hits[0].kind == "visit");
    CHECK(hits[0].scope == kVillage);
}

TEST_CASE("search: an endless name costs no endless index") {
    std::string name;
    for (int i = 0; i < 3000; ++i)
        name += i % 2 == 0 ? "单" : "朝";  // each read in several ways
    Register people{{name}};
    CHECK(people.find("单朝") == "0");
    const std::string body = people.node().db().text("SELECT body FROM search").value_or("");
    CHECK(body.size() < 10'000);
    CHECK(to_text(verify(people.node().store())) == "");
}

}  // namespace

}  // namespace cunji::test
