#include "shared/store/store.h"

#include "shared/store/merging.h"
#include "shared/store/schema.h"
#include "shared/store/search.h"
#include "shared/store/verifying.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr const char* kVisitFile = "forms/visit.json";
constexpr const char* kNewField =
    R"({"name": "z", "type": "text", "label": {"zh": "新", "en": "New"}, "search": "name"})";

std::string refusal(Store& store, const std::vector<PolicyFile>& files) {
    const Result<std::int64_t> result = store.install_policy(files, 2);
    return result.ok() ? "" : result.error().key;
}

TEST_CASE("store: the forms built in make their tables, empty and in order") {
    const Node node{built_in_policy_files()};
    CHECK(node.store().policy().forms.size() > 10);
    CHECK(node.store().table("household") != nullptr);
    CHECK(node.db().integer("SELECT count(*) FROM household") == 0);
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("store: what was written is there after closing and opening") {
    Line line{0x11};
    Node node;
    node.store().set_meta("device", "x");
    node.take(send(line, an_op(line).set("a", 1)));
    node.reopen();
    CHECK(node.store().policy().version == 1);
    CHECK(node.store().meta("device") == "x");
    CHECK(node.value("visit", "a") == "1");
    CHECK(node.store().policy_files().size() == 2);
}

TEST_CASE("store: a file of a newer program is refused, by writers and readers") {
    Node node;
    node.db().set_version(static_cast<int>(schema_steps().size()) + 1);
    for (const auto mode : {Database::Mode::ReadWrite, Database::Mode::ReadOnly}) {
        try {
            Store::open(node.file("node.db"), mode, test::test_keys());
            FAIL("opened");
        } catch (const DbError& error) {
            CHECK(error.message().key == "error.db.newer");
        }
    }
}

TEST_CASE("store: a field not known yet waits in the log and appears with its form") {
    Line line{0x11};
    Node node;
    const Sent sent = send(line, an_op(line).form(2).set("a", 1).set("z", "王铁柱"));
    REQUIRE(node.take(sent) == OpWriter::Outcome::Stored);
    CHECK(node.value("visit", "a") == "1");
    CHECK(node.db().integer("SELECT parked FROM op") == 1);
    CHECK(node.db().text("SELECT bytes FROM op") == sent.bytes);
    CHECK(search_records(node.db(), "wtz", "", 10).empty());
    CHECK(to_text(verify(node.store())) == "");

    const auto files = with_field(small_policy(), kVisitFile, kNewField);
    const Result<std::int64_t> released = node.store().install_policy(files, 2);
    REQUIRE(released.ok());
    CHECK(*released == 1);
    CHECK(node.value("visit", "z") == "'王铁柱'");
    CHECK(node.db().integer("SELECT parked FROM op") == 0);
    CHECK(node.db().text("SELECT bytes FROM op") == sent.bytes);
    CHECK(search_records(node.db(), "wtz", "", 10).size() == 1);
    CHECK(to_text(verify(node.store())) == "");

    Node fresh{files};
    fresh.take(sent);
    CHECK(shared_rows(fresh.store()) == shared_rows(node.store()));
}

TEST_CASE("store: a record of a kind not known yet waits whole") {
    Line line{0x11};
    Node node;
    const Sent made = send(line, an_op(line).kind("well").set("a", 1));
    const Sent changed = send(line, an_op(line).kind("well").after(made.logged).set("a", 2));
    node.take(made);
    node.take(changed);
    CHECK(node.db().integer("SELECT count(*) FROM op WHERE parked = 1") == 2);
    CHECK(node.db().integer("SELECT ops FROM scope_head") == 2);
    CHECK(to_text(verify(node.store())) == "");
    const std::string before = derived_rows(node.store());
    rebuild(node.store());
    CHECK(derived_rows(node.store()) == before);

    auto files = small_policy();
    files.push_back({"forms/well.json", R"({"kind": "well", "version": 1,
        "label": {"zh": "井", "en": "Well"}, "privacy": "public", "write": ["village"],
        "fields": [{"name": "a", "type": "integer", "label": {"zh": "甲", "en": "A"}}]})"});
    const Result<std::int64_t> released = node.store().install_policy(files, 2);
    REQUIRE(released.ok());
    CHECK(*released == 2);
    CHECK(node.value("well", "a") == "2");
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("store: an old or equal policy changes nothing") {
    Node node;
    const auto files = with_field(small_policy(), kVisitFile, kNewField);
    for (const std::int64_t version : {0, 1}) {
        const Result<std::int64_t> result = node.store().install_policy(files, version);
        REQUIRE(result.ok());
        CHECK(node.store().policy().find("visit")->find("z") == nullptr);
    }
}

TEST_CASE("store: a policy that takes away what ops in the field hold is refused whole") {
    Node node;
    const std::string before = derived_rows(node.store());
    const auto visit = [](std::string_view from, std::string_view to) {
        return replaced(small_policy(), kVisitFile, from, to);
    };
    auto no_visit = small_policy();
    no_visit.pop_back();
    CHECK(refusal(node.store(), no_visit) == "error.policy.kind_gone");
    CHECK(refusal(node.store(), visit(R"("name": "a")", R"("name": "renamed")")) ==
          "error.policy.field_gone");
    CHECK(refusal(node.store(),
                  visit(R"("name": "a", "type": "integer")", R"("name": "a", "type": "text")")) ==
          "error.policy.field_changed");
    CHECK(refusal(node.store(), visit(R"("merge": "max")", R"("merge": "min")")) ==
          "error.policy.field_changed");
    CHECK(refusal(node.store(), visit(R"("computed": "r.a * 2")", R"("required": false)")) ==
          "error.policy.field_changed");
    CHECK(refusal(node.store(), {}) == "error.policy.no_common");
    CHECK(node.store().policy().version == 1);
    CHECK(node.db().integer("SELECT max(version) FROM form") == 1);
    CHECK(derived_rows(node.store()) == before);
}

TEST_CASE("store: a policy whose SQL is wrong or forbidden is refused whole") {
    Node node;
    for (const char* sql : {"r.nothing + 1", "SELECT", "1) FROM visit --",
                            "(SELECT value FROM meta)", "(SELECT bytes FROM op)"}) {
        CAPTURE(sql);
        const auto files = replaced(small_policy(), kVisitFile, "r.a * 2", sql);
        CHECK(refusal(node.store(), files) == "error.policy.expression");
    }
    CHECK(node.store().policy().version == 1);
    CHECK(node.store().policy().find("visit")->find("twice")->computed == "r.a * 2");
    CHECK(node.db().integer("SELECT max(version) FROM form") == 1);
}

TEST_CASE("store: a kind cannot take the name of a table of the program") {
    Node node;
    for (const std::string kind : {"op", "record", "search", "search_data", "meta", "history"}) {
        CAPTURE(kind);
        auto files = small_policy();
        std::string text = files.back().bytes;
        text.replace(text.find("\"visit\""), 7, '"' + kind + '"');
        files.push_back({"forms/" + kind + ".json", text});
        CHECK(refusal(node.store(), files) == "error.policy.reserved_kind");
    }
}

TEST_CASE("store: a form that begins to flag, to search or to order otherwise folds old ops anew") {
    Line anna{0x11};
    Line ben{0x12};
    Node node;
    node.take(send(anna, an_op(anna).set("a", 1)));
    node.take(send(ben, an_op(ben).set("a", 2)));
    CHECK(node.db().integer("SELECT count(*) FROM conflict") == 0);
    const auto files =
        replaced(small_policy(), kVisitFile, R"("name": "a", "type": "integer",)",
                 R"("name": "a", "type": "integer", "conflict": true, "search": "number",)");
    REQUIRE(node.store().install_policy(files, 2).ok());
    CHECK(node.db().integer("SELECT count(*) FROM conflict") == 2);
    CHECK(search_records(node.db(), "2", "", 10).size() == 1);
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("store: another connection sees the policy that one installed") {
    Node node;
    Store reader = Store::open(node.file("node.db"), Database::Mode::ReadOnly, test::test_keys());
    REQUIRE(node.store().install_policy(with_field(small_policy(), kVisitFile, kNewField), 2).ok());
    CHECK(reader.policy().version == 1);
    reader.refresh_policy();
    CHECK(reader.policy().version == 2);
    CHECK(reader.table("visit")->form().find("z") != nullptr);
}

TEST_CASE("store: kinds and fields whose joined names are alike keep their own indexes") {
    const auto form = [](const std::string& kind, const std::string& reference) {
        return PolicyFile{"forms/" + kind + ".json", R"({"kind": ")" + kind + R"(", "version": 1,
            "label": {"zh": "表", "en": "Form"}, "privacy": "public", "write": ["village"],
            "fields": [{"name": ")" + reference + R"(", "type": "reference", "ref": "*",
            "required": true, "label": {"zh": "甲", "en": "A"}}]})"};
    };
    auto files = small_policy();
    files.push_back(form("member", "year_of"));
    files.push_back(form("member_year", "of"));
    files.push_back(form("member_year_of", "x"));
    const Node node{files};
    CHECK(node.db().integer("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name IN "
                            "('member.year_of', 'member_year.of', 'member_year_of.x')") == 3);
}

}  // namespace

}  // namespace cunji::test
