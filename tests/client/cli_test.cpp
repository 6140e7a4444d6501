// The built program, as a script or a person in a terminal meets it.

#include "client/app/unlocking.h"
#include "server/serving.h"
#include "shared/store/drafts.h"
#include "tests/client/field_day.h"
#include "tests/client/run_cli.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/strange_server.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace cunji::test {

namespace {

/// A folder that is enrolled already; its FieldDevice is closed, so that the program has it alone.
struct Folder {
    TempDir temp;
    std::string data = temp.file("data");

    Folder() {
        FakeClock clock;
        SeededRandom random{11};
        County county{temp.file("county"), clock, random};
        Desk desk{data, clock, random};
        desk.join(county, "安娜", "first_secretary");
    }

    CliRun run(std::vector<std::string> arguments, const std::string& input = {},
               const std::string& language = "en") const {
        arguments.insert(arguments.begin(), {"--data", data});
        return run_cli(arguments, input, language);
    }

    /// Exactly one JSON document and an end of line on standard output.
    Json document(std::vector<std::string> arguments, const std::string& input = {},
                  int code = 0) const {
        const CliRun run = this->run(std::move(arguments), input);
        CHECK_MESSAGE(run.code == code, run.err);
        CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 1);
        CHECK(run.out.ends_with('\n'));
        const Result<Json> json = parse_json(run.out);
        REQUIRE_MESSAGE(json.ok(), run.out);
        return *json;
    }

    std::string save(const std::string& kind, const Json& json) const {
        return document({"save", kind, "--json", "-"}, write_json(json))
            .at("id")
            .get<std::string>();
    }
};

bool is_one_line(const std::string& text) {
    return !text.empty() && std::count(text.begin(), text.end(), '\n') == 1 && text.back() == '\n';
}

}  // namespace

TEST_CASE("cli: wrong usage is 2 with one line that says what, help is 0") {
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"status"},
        {"--data"},
        {"--data", "x", "fly"},
        {"--data", "x", "status", "--fast"},
        {"--data", "x", "save", "visit"},
        {"--data", "x", "list"},
        {"--data", "x", "photo"},
        {"--data", "x", "photo", "add", "f", "--stage", "before"},
        {"--data", "x", "resolve", "a", "b", "--reason", "c"},
        {"--data", "x", "resolve", "a", "b", "--take", "o", "--value", "1", "--reason", "c"},
        {"--data", "x", "export", "visit", "--format", "pdf", "--out", "f"},
        {"--data", "x", "export", "--format", "csv", "--out", "f"},
        {"--data", "x", "list", "visit", "--limit", "many"},
    };
    for (const std::vector<std::string>& arguments : wrong) {
        const CliRun run = run_cli(arguments);
        CAPTURE(run.err);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(is_one_line(run.err));
    }
    CHECK(run_cli({"--help"}).code == 0);
    CHECK(run_cli({"--help"}, "", "zh").out.find("村记") != std::string::npos);
    CHECK(run_cli({"save", "--help"}).code == 0);
}

TEST_CASE("cli: --json may stand before or after the command") {
    const Folder folder;
    CHECK(folder.document({"status", "--json"}).at("ops") == 0);
    CHECK(folder.document({"--json", "status"}).at("ops") == 0);
    CHECK(folder
              .document({"photo", "--json", "add", "none", "--subject", "x", "--stage", "before"},
                        "", 1)
              .at("error") == "error.photo.no_such_subject");
}

TEST_CASE("cli: a visit is saved, listed, shown, changed and checked") {
    const Folder folder;
    const std::string household = folder.save("household", a_household());
    const Json saved = folder.document({"save", "visit", "--json", "-"},
                                       write_json(Json{{"household", household}}));
    const std::string id = saved.at("id").get<std::string>();
    CHECK(op_id_from_text(saved.at("op").get<std::string>()).has_value());
    CHECK(saved.at("problems").size() > 0);
    CHECK(saved.at("problems").front().at("rule") == "required");
    CHECK(saved.at("problems").front().at("severity") == "E");

    const Json list = folder.document({"list", "household", "--json"});
    REQUIRE(list.size() == 1);
    CHECK(list.front().at("head_name") == "王铁柱");
    CHECK(folder.document({"list", "household", "--where", "head_name = 'x'", "--json"}).empty());
    CHECK(folder.document({"list", "household", "--where", "nonsense(", "--json"}, "", 1)
              .contains("error"));

    write_file(folder.temp.file("change.json"), write_json(Json{{"id", id}, {"content", "路"}}));
    folder.document({"save", "visit", "--json", folder.temp.file("change.json")});
    const Json shown = folder.document({"show", id, "--history", "--json"});
    CHECK(shown.at("kind") == "visit");
    CHECK(shown.at("fields").at("household") == household);
    CHECK(shown.at("history").size() == 2);
    CHECK(folder.document({"check", id, "--json"}).size() == saved.at("problems").size() - 1);
    CHECK(folder.document({"check", "--json"}).size() >= saved.at("problems").size());
    const Json trace = folder.document({"trace", id, "--json"});
    CHECK(trace.at("history").front().at("where") == "device");
    CHECK(folder.document({"verify", "--json"}).at("ok") == true);
    CHECK(folder.document({"rebuild", "--json"}).at("records") == 2);
    CHECK(folder.document({"conflicts", "--json"}).empty());
    CHECK(folder
              .document({"export", "visit", "--format", "csv", "--out", folder.temp.file("v.csv"),
                         "--json"})
              .contains("file"));
}

TEST_CASE("cli: a group comes back as a list in its order") {
    const Folder folder;
    const Json group = Json::array({{{"kind", "meeting"}, {"title", "会"}},
                                    {{"kind", "vote"}, {"meeting", "@0"}, {"yes", 3}}});
    const Json saved = folder.document({"save", "--json", "-"}, write_json(group));
    REQUIRE(saved.size() == 2);
    const Json vote = folder.document({"show", saved[1].at("id").get<std::string>(), "--json"});
    CHECK(vote.at("fields").at("meeting") == saved[0].at("id"));
}

TEST_CASE("cli: a refused save is 1, names the field and leaves nothing behind") {
    const Folder folder;
    const CliRun run = folder.run({"save", "visit", "--json", "-"}, R"({"satisfaction":"superb"})");
    CHECK(run.code == 1);
    CHECK(is_one_line(run.err));
    CHECK(run.err.find("satisfaction") != std::string::npos);
    CHECK(run.err.find("superb") != std::string::npos);
    const Result<Json> json = parse_json(run.out);
    REQUIRE(json.ok());
    CHECK(json->at("problems").front().at("field") == "satisfaction");
    CHECK(folder.document({"status", "--json"}).at("ops") == 0);

    CHECK(folder.run({"save", "visit", "--json", "-"}, "{not json").code == 1);
    CHECK(folder.run({"save", "visit", "--json", "missing.json"}).code == 1);
    CHECK(folder.run({"save", "spaceship", "--json", "-"}, "{}").code == 1);
    CHECK(folder.run({"show", "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10"}).code == 1);
    CHECK(folder.run({"list", "spaceship"}).code == 1);
    const CliRun chinese =
        folder.run({"save", "visit", "--json", "-"}, R"({"satisfaction":"superb"})", "zh");
    CHECK(chinese.err.find("群众满意度") != std::string::npos);
}

TEST_CASE("cli: people read labels, names and amounts") {
    const Folder folder;
    const std::string household = folder.save("household", a_household());
    const std::string id = folder.save("visit", a_visit(household, household));
    const CliRun list = folder.run({"list", "household"}, "", "zh");
    CHECK(list.code == 0);
    CHECK(list.out.find("户主姓名") != std::string::npos);
    CHECK(list.out.find("王铁柱") != std::string::npos);
    CHECK(list.out.find(household) != std::string::npos);
    const CliRun show = folder.run({"show", id, "--history"}, "", "zh");
    CHECK(show.out.find("走访农户") != std::string::npos);
    CHECK(show.out.find("王铁柱") != std::string::npos);
    CHECK(show.out.find("日常走访") != std::string::npos);
    CHECK(show.out.find("安娜") != std::string::npos);
    const CliRun status = folder.run({"status"}, "", "zh");
    CHECK(status.out.find("第一书记") != std::string::npos);
    CHECK(folder.run({"check"}, "", "zh").out.find("须改") != std::string::npos);
    CHECK(folder.run({"conflicts"}).code == 0);
    CHECK(folder.run({"trace", id}, "", "zh").out.find("只在本机") != std::string::npos);
    CHECK(folder.run({"verify"}).code == 0);
}

TEST_CASE("cli: a photo is added and found again where it is used twice") {
    const Folder folder;
    const std::string visit = folder.save("visit", {{"content", "路"}});
    const std::string file = folder.temp.file("a.jpg");
    write_file(file, make_jpeg({.seed = 3}));
    const Json first =
        folder.document({"photo", "add", file, "--subject", visit, "--stage", "before", "--json"});
    CHECK(first.at("sha256").get<std::string>().size() == 64);
    CHECK(first.at("similar_to").empty());
    const Json second =
        folder.document({"photo", "add", file, "--subject", visit, "--stage", "after", "--json"});
    CHECK(second.at("similar_to").front() == first.at("id"));
    // Original and thumbnail are the same files; each preview bears the words of its own stage.
    CHECK(folder.document({"status", "--json"}).at("photos_left") == 4);
}

TEST_CASE("cli: what was given back can be read, each part of it") {
    const Folder folder;
    CHECK(folder.document({"drafts", "--json"}).empty());
    CHECK(folder.run({"drafts"}, "", "zh").out.find("没有草稿") != std::string::npos);
    {
        const Store store =
            Store::open(folder.data + "/cunji.db", Database::Mode::ReadWrite, test::test_keys());
        const Json body{{"set", {{"content", "问了收入"}, {"appeal", nullptr}}},
                        {"add", {{"photos", Json::array({"a", "b"})}}},
                        {"app", {{"no_such_field", Json::array({"补充"})}}},
                        {"why", "写错了"}};
        Draft draft{"1", {kVillage, "visit", "01930a00-0000-7000-8000-00000000000a"}, body, "锁了"};
        put_draft(store, draft);
        put_draft(store, draft);
        put_draft(store, {"2", {kVillage, "spaceship", "x"}, Json{{"bytes", "{?"}}, "读不懂"});
    }
    const Json drafts = folder.document({"drafts", "--json"});
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].at("reason") == "锁了");
    CHECK(drafts[0].at("content").at("set").at("content") == "问了收入");
    const CliRun page = folder.run({"drafts"}, "", "zh");
    CHECK(page.code == 0);
    for (const char* part : {"入户走访", "锁了", "走访内容", "问了收入", "（清空）", "（加上）",
                             "补充", "写错了", "{?", "共 2 份草稿"}) {
        CAPTURE(part);
        CHECK(page.out.find(part) != std::string::npos);
    }

    CHECK(page.out.find("drafts --done 1") != std::string::npos);
    CHECK(folder.run({"drafts", "--done", "1"}, "", "zh").code == 0);
    CHECK(folder.document({"drafts", "--json"}).size() == 1);
    const CliRun twice = folder.run({"drafts", "--done", "1"}, "", "zh");
    CHECK(twice.code == 1);
    CHECK(twice.err.find("没有这份草稿") != std::string::npos);
}

TEST_CASE("cli: folders that cannot be used are 1 with a reason") {
    const TempDir temp;
    CHECK(run_cli({"--data", temp.file("no/where"), "status"}).code == 1);
    write_file(temp.file("file"), "x");
    CHECK(run_cli({"--data", temp.file("file"), "status"}).code == 1);
    const CliRun empty = run_cli({"--data", temp.file("new"), "status", "--json"});
    CHECK(empty.code == 1);
    CHECK(parse_json(empty.out)->at("error") == "error.device.not_enrolled");
    CHECK_FALSE(std::filesystem::exists(temp.file("new")));
    REQUIRE(begin_folder(temp.file("new"), kPassphrase, kCheap).ok());
    write_file(temp.file("new/cunji.db"), std::string(20'000, 'x'));
    const CliRun damaged = run_cli({"--data", temp.file("new"), "status", "--json"});
    CHECK(damaged.code == 1);
    CHECK(is_one_line(damaged.err));
    CHECK(parse_json(damaged.out)->at("error") == "error.db.damaged");
    CHECK(run_cli({"--data", temp.file("x"), "--passphrase-file", temp.file("none"), "status"})
              .code == 1);
}

TEST_CASE("cli: a device is set up, works and syncs with a real server") {
    const TempDir temp;
    SystemClock clock;
    SystemRandom random;
    std::string code;
    {
        const std::string person = "01930a00-0000-7000-8000-000000000001";
        const Store store = open_county({temp.file("county"), test::test_keys()}, random);
        Transaction transaction{store.db()};
        put_account(store, {person, "安娜", "first_secretary", false});
        grant(store, person, kVillage, clock.now());
        code = make_enrol_code(store, person, kVillage, clock.now(), random).code;
        transaction.commit();
    }
    CountyServer server{{temp.file("county"), test::test_keys()}, {}, clock, random};
    server.start();
    const std::string url = "http://127.0.0.1:" + std::to_string(server.port());
    const std::string data = temp.file("data");

    const CliRun init =
        run_cli({"--data", data, "init", "--server", url, "--code", code, "--json"});
    REQUIRE_MESSAGE(init.code == 0, init.err);
    const Json joined = *parse_json(init.out);
    CHECK(joined.at("scopes") == Json::array({kVillage}));
    CHECK(joined.at("server") == url);
    REQUIRE(joined.at("lines").size() == 1);
    CHECK(joined.at("lines").front().at("scope") == kVillage);
    CHECK(run_cli({"--data", data, "init", "--server", url, "--code", code}).code == 1);

    REQUIRE(run_cli({"--data", data, "save", "household", "--json", "-"}, write_json(a_household()))
                .code == 0);
    const CliRun sync = run_cli({"--data", data, "sync", "--json"});
    REQUIRE_MESSAGE(sync.code == 0, sync.err);
    CHECK(sync.err.empty());
    const Json report = *parse_json(sync.out);
    CHECK(report.at("pushed") == 1);
    CHECK(report.at("refused") == 0);
    CHECK(report.at("bytes_up") > 0);
    CHECK_FALSE(report.contains("problem"));
    const Json status = *parse_json(run_cli({"--data", data, "status", "--json"}).out);
    CHECK(status.at("acknowledged") == 1);
    CHECK(status.at("digest").at(kVillage).get<std::string>().size() == 32);

    // On the road a hotel's login page answers in the county's place; at home all arrives.
    REQUIRE(run_cli({"--data", data, "save", "household", "--json", "-"}, write_json(a_household()))
                .code == 0);
    const auto point_at = [&data](const std::string& address) {
        Store::open(data + "/cunji.db", Database::Mode::ReadWrite,
                    *unlock_folder(data, kPassphrase))
            .set_meta("server", address);
    };
    {
        const StrangeServer portal{raw_answer("200 OK", "text/html", "<html>login</html>")};
        point_at(portal.address());
        const CliRun run = run_cli({"--data", data, "sync", "--json"});
        CHECK(run.code == 1);
        CHECK(is_one_line(run.err));
        CHECK(run.err.find("no Cunji server (200)") != std::string::npos);
        CHECK(parse_json(run.out)->at("pushed") == 0);
        CHECK(run_cli({"--data", data, "sync"}).code == 1);
        CHECK(portal.connections() == 2);
    }
    CHECK(parse_json(run_cli({"--data", data, "status", "--json"}).out)->at("acknowledged") == 1);
    point_at(url);
    const CliRun home = run_cli({"--data", data, "sync", "--json"});
    CHECK(home.code == 0);
    CHECK(parse_json(home.out)->at("pushed") == 1);
    CHECK(parse_json(run_cli({"--data", data, "verify", "--json"}).out)->at("ok") == true);

    server.stop();
    const CliRun cut = run_cli({"--data", data, "sync", "--json"});
    CHECK(cut.code == 1);
    CHECK(is_one_line(cut.err));
    CHECK(parse_json(cut.out)->contains("problem"));
    CHECK(parse_json(cut.out)->at("pushed") == 0);
    CHECK(run_cli({"--data", data, "sync"}).code == 1);
}

}  // namespace cunji::test
