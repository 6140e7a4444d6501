#include "shared/store/exporting.h"

#include "tests/support/store_builder.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace cunji::test {

namespace {

constexpr const char* kSecond = "01931f6e-7c1a-7e07-9d0e-000000000002";

/// Each has a column beside it that tells equal ones.
std::int64_t id_numbers_of(const Form& form) {
    return std::count_if(form.fields.begin(), form.fields.end(),
                         [](const Field& field) { return field.type == FieldType::IdNumber; });
}

TEST_CASE(
    "export: a plain SQLite file that anyone can read, computed columns and void records too") {
    Line anna{0x11};
    Line ben{0x12};
    Node node{built_in_policy_files()};
    const Sent made = send(
        anna,
        an_op(anna).kind("household").set("head_name", "王铁柱").add("dwelling_photos", {kSecond}));
    node.take(made);
    node.take(send(ben, an_op(ben).kind("household").after(made.logged).set("head_name", "王铁")));
    node.take(send(anna, an_op(anna).kind("household").after(made.logged).set("head_name", "李")));
    node.take(send(anna, an_op(anna)
                             .kind("member")
                             .on(kSecond)
                             .set("household", kRecord)
                             .set("void_reason", "重复")));
    const std::string path = node.file("out.sqlite");
    export_sqlite(node.store(), Disclosure::Full, path);

    CHECK(!std::filesystem::exists(path + "-wal"));
    Database out = Database::open(path, Database::Mode::ReadOnly, nullptr);
    CHECK(out.text("PRAGMA journal_mode") == "delete");
    CHECK(out.text("PRAGMA integrity_check") == "ok");
    {
        Query query = out.query("SELECT head_name, size, dwelling_photos FROM household");
        REQUIRE(query.step());
        CHECK((query.text(0) == "李" || query.text(0) == "王铁"));
        CHECK(query.is_integer(1));
        CHECK(query.integer(1) == 0);
        CHECK(query.text(2) == "[\"" + std::string{kSecond} + "\"]");
        CHECK(!query.step());
    }
    CHECK(out.text("SELECT void_reason FROM member") == "重复");
    CHECK(out.integer("SELECT count(*) FROM record WHERE live = 1") == 2);
    CHECK(out.integer("SELECT conflicts FROM record WHERE kind = 'household'") == 1);
    CHECK(out.integer("SELECT count(*) FROM conflict WHERE field = 'head_name'") == 2);
    CHECK(out.integer("SELECT count(*) FROM conflict WHERE shown = 1") == 1);
    CHECK(out.integer("SELECT count(*) FROM history") == 4);
    CHECK(out.text("SELECT at FROM history LIMIT 1") == "2025-11-21T04:40:00.000Z");
    CHECK(out.text("SELECT author FROM history LIMIT 1") == kSecretary);
    CHECK(out.text("SELECT label_zh FROM field WHERE kind = 'household' AND field = 'head_name'") ==
          "户主姓名");
    CHECK(out.integer("SELECT computed FROM field WHERE kind = 'household' AND field = 'size'") ==
          1);
    for (const auto& [kind, form] : node.store().policy().forms) {
        CHECK(out.integer("SELECT count(*) FROM pragma_table_info('" + kind + "')") ==
              static_cast<std::int64_t>(form.fields.size()) + 2 + id_numbers_of(form));
    }
}

TEST_CASE("export: a file that is there already is not touched") {
    const Node node;
    const std::string path = node.file("out.sqlite");
    write_file(path, "mine");
    try {
        export_sqlite(node.store(), Disclosure::Full, path);
        FAIL("overwritten");
    } catch (const Failure& failure) {
        CHECK(failure.message().key == "error.export.exists");
    }
    CHECK(read_file(path) == "mine");
}

TEST_CASE("export: an export that fails leaves nothing behind") {
    Line line{0x11};
    Node node;
    node.take(send(line, an_op(line).set("a", 1)));
    node.db().run("UPDATE op SET bytes = 'x'");
    const std::string path = node.file("out.sqlite");
    CHECK_THROWS_AS(export_sqlite(node.store(), Disclosure::Full, path), DbError);
    CHECK(!std::filesystem::exists(path));
    CHECK(!std::filesystem::exists(path + "-wal"));
}

TEST_CASE("export: readers export as well, and the county file stays as it was") {
    Line line{0x11};
    Node node;
    node.take(send(line, an_op(line).set("a", 1)));
    const Store reader =
        Store::open(node.file("node.db"), Database::Mode::ReadOnly, test::test_keys());
    export_sqlite(reader, Disclosure::Full, node.file("out.sqlite"));
    Database out = Database::open(node.file("out.sqlite"), Database::Mode::ReadOnly, nullptr);
    CHECK(out.integer("SELECT twice FROM visit") == 2);
    CHECK(reader.db().text("PRAGMA journal_mode") == "wal");
}

/// The cell of the text in the only line of data.
std::string csv_cell_of(const std::string& text) {
    Line line{0x11};
    Node node;
    node.take(send(line, an_op(line).set("no", text)));
    const Result<std::string> csv = export_csv(node.store(), Disclosure::Full, "visit");
    REQUIRE(csv.ok());
    const std::string start = "\r\n" + std::string{kRecord} + ',' + kVillage + ",,,,,,,,";
    const std::size_t from = csv->find(start) + start.size();
    const std::string end = ",,,,,,,,\r\n";  // computed and common fields
    return csv->substr(from, csv->rfind(end) - from);
}

TEST_CASE("export: csv as spreadsheets read it") {
    Line line{0x11};
    Node node;
    node.take(
        send(line, an_op(line).set("a", -5).set("c", "王, \"铁\"").add("s", {"ill", "flood"})));
    node.take(send(line, an_op(line).on(kSecond).set("void_reason", "重复")));
    const Result<std::string> csv = export_csv(node.store(), Disclosure::Full, "visit");
    REQUIRE(csv.ok());
    CHECK(csv->starts_with("\xef\xbb\xbfid,scope,a,b,c,d,e,s,l,no,twice,review,"));
    CHECK(csv->find("\r\n" + std::string{kRecord} + ',' + kVillage +
                    ",-5,,\"王, \"\"铁\"\"\",,,flood;ill,,,-10,") != std::string::npos);
    CHECK(csv->find(kSecond) == std::string::npos);
    CHECK(csv->ends_with("\r\n"));
    CHECK(export_csv(node.store(), Disclosure::Full, "nothing").error().key ==
          "error.list.unknown_kind");
}

TEST_CASE("export: no text of a cell runs as a formula") {
    CHECK(csv_cell_of("plain") == "plain");
    CHECK(csv_cell_of("a=b") == "a=b");
    CHECK(csv_cell_of("=1+1") == "'=1+1");
    CHECK(csv_cell_of("+86 138") == "'+86 138");
    CHECK(csv_cell_of("-1") == "'-1");
    CHECK(csv_cell_of("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_cell_of("＝1") == "'＝1");
    CHECK(csv_cell_of("\t=1") == "'\t=1");
    CHECK(csv_cell_of("\r=1") == "\"'\r=1\"");
    CHECK(csv_cell_of("=cmd|'/c calc'!A1,\"x\"") == "\"'=cmd|'/c calc'!A1,\"\"x\"\"\"");
}

}  // namespace

}  // namespace cunji::test
