#include "client/app/exporting.h"

#include "shared/base/failure.h"
#include "shared/db/database.h"
#include "shared/store/reading.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <tuple>

using namespace cunji;
using namespace cunji::test;

namespace {

constexpr const char* kIdNumber = "11010519491231002X";
constexpr const char* kPhone = "13900001234";

/// A household whose numbers are known.
struct Village {
    Village() {
        Json household = a_household();
        household["phone"] = kPhone;
        household["bank_card"] = "6228480402564890018";
        const std::string id = day.ann.save("household", household).saved.id;
        member = day.ann
                     .save("member", Json{{"household", id},
                                          {"name", "王铁柱"},
                                          {"id_type", "id"},
                                          {"id_no", kIdNumber},
                                          {"birth", "1949-12-31"}})
                     .saved.id;
    }

    std::optional<Message> to(const std::string& kind, ExportFormat format, const char* file,
                              bool full = false, const std::string& reason = {}) {
        return export_file(day.ann.device(), {kind, format, day.folder.file(file), full, reason});
    }

    [[nodiscard]] std::string text(const char* file) const {
        return read_file(day.folder.file(file));
    }

    [[nodiscard]] Json disclosures() {
        return *list_records(day.ann.device().store(), "disclosure", {});
    }

    FieldDay day;
    std::string member;
};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("exporting: a file is replaced whole, or not at all") {
    Village village;
    const std::string csv = village.day.folder.file("out.csv");
    write_file(csv, "old");
    CHECK_FALSE(village.to("household", ExportFormat::CsvText, "out.csv"));
    CHECK(holds(read_file(csv), "王铁柱"));
    CHECK(village.to("spaceship", ExportFormat::CsvText, "out.csv")->key ==
          "error.list.unknown_kind");
    CHECK(holds(read_file(csv), "王铁柱"));

    CHECK_FALSE(village.to("household", ExportFormat::JsonText, "out.json"));
    const Result<Json> list = parse_json(village.text("out.json"));
    REQUIRE(list.ok());
    CHECK(list->front().at("head_name") == "王铁柱");

    for (int times = 0; times < 2; ++times) {
        CHECK_FALSE(village.to("", ExportFormat::SqliteFile, "out.sqlite"));
    }
    Database exported =
        Database::open(village.day.folder.file("out.sqlite"), Database::Mode::ReadOnly, nullptr);
    CHECK(exported.text("SELECT head_name FROM household") == "王铁柱");

    CHECK_THROWS_AS(
        static_cast<void>(village.to("household", ExportFormat::CsvText, "no/where.csv")), Failure);
}

TEST_CASE("exporting: without a word about it, numbers show their end and the rest nothing") {
    Village village;
    for (const auto& [kind, file, format] :
         {std::tuple{"household", "h.csv", ExportFormat::CsvText},
          std::tuple{"member", "m.csv", ExportFormat::CsvText},
          std::tuple{"household", "h.json", ExportFormat::JsonText},
          std::tuple{"member", "m.json", ExportFormat::JsonText},
          std::tuple{"", "all.sqlite", ExportFormat::SqliteFile}}) {
        CAPTURE(file);
        CHECK_FALSE(village.to(kind, format, file));
        const std::string text = village.text(file);
        CHECK(holds(text, "王铁柱"));
        for (const char* hidden : {kIdNumber, kPhone, "6228480402564890018", "1949-12-31"})
            CHECK_FALSE(holds(text, hidden));
    }
    CHECK(holds(village.text("m.csv"), "***002X"));
    CHECK(holds(village.text("h.csv"), "***1234"));
    CHECK(holds(village.text("h.csv"), "***0018"));
    Database all =
        Database::open(village.day.folder.file("all.sqlite"), Database::Mode::ReadOnly, nullptr);
    CHECK(all.text("SELECT birth FROM member") == "***");
    CHECK(all.integer("SELECT masked FROM field WHERE kind = 'member' AND field = 'id_no'") == 1);
    CHECK(all.integer("SELECT masked FROM field WHERE kind = 'member' AND field = 'name'") == 0);
    CHECK(all.text("SELECT changes FROM history WHERE kind = 'member'")->find("***002X") !=
          std::string::npos);
    CHECK(village.disclosures().empty());
}

TEST_CASE("exporting: equal ID numbers can be told without being shown") {
    Village village;
    const auto add = [&](const char* id_no) {
        village.day.ann.save("member", Json{{"name", "李四"}, {"id_type", "id"}, {"id_no", id_no}});
    };
    add(kIdNumber);
    add("110105194912310038");
    CHECK_FALSE(village.to("", ExportFormat::SqliteFile, "all.sqlite"));
    Database all =
        Database::open(village.day.folder.file("all.sqlite"), Database::Mode::ReadOnly, nullptr);
    CHECK(all.integer("SELECT count(DISTINCT id_no_match) FROM member") == 2);
    CHECK(all.integer("SELECT max(n) FROM (SELECT count(*) AS n FROM member GROUP BY "
                      "id_no_match)") == 2);
}

TEST_CASE("exporting: everything needs the right and a reason, and leaves a record first") {
    Village village;
    CHECK(village.to("member", ExportFormat::CsvText, "m.csv", true)->key == "error.export.reason");
    CHECK(village.to("member", ExportFormat::CsvText, "m.csv", true, " \n　")->key ==
          "error.export.reason");
    CHECK_FALSE(std::filesystem::exists(village.day.folder.file("m.csv")));
    CHECK(village.disclosures().empty());

    CHECK_FALSE(village.to("member", ExportFormat::CsvText, "m.csv", true, "低保复核，报民政"));
    CHECK(holds(village.text("m.csv"), kIdNumber));
    REQUIRE(village.disclosures().size() == 1);
    const Json entry = village.disclosures().front();
    CHECK(entry.at("content") == "member");
    CHECK(entry.at("records") == 1);
    CHECK(entry.at("reason") == "低保复核，报民政");

    // Where the file cannot be written the record stands all the same: first it is written down.
    CHECK_THROWS_AS(static_cast<void>(
                        village.to("", ExportFormat::SqliteFile, "no/where.db", true, "县里检查")),
                    Failure);
    CHECK(village.disclosures().size() == 2);
}

TEST_CASE("exporting: who is not in charge of the village exports masked, and no other way") {
    FieldDay day;
    Desk helper = day.another("帮扶干部", "helper");
    const ExportRequest full{"household", ExportFormat::CsvText, day.folder.file("h.csv"), true,
                             "想看看"};
    CHECK(export_file(helper.device(), full)->key == "error.export.no_right");
    CHECK_FALSE(std::filesystem::exists(full.path));
    CHECK_FALSE(export_file(helper.device(), {"household", ExportFormat::CsvText, full.path}));
}
