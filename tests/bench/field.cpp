#include "tests/bench/field.h"

#include "shared/base/check.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "tests/support/test_keys.h"

#include <algorithm>
#include <array>

namespace cunji::bench {

namespace {

constexpr std::array kSentences{"询问冬季取暖和孩子上学情况，家里老人身体还好。",
                                "屋顶有两处漏雨，已报村委，约好下周请人来看。",
                                "今年玉米收成比去年好，卖了大约两千斤。",
                                "儿子在县城务工，每月寄回生活费，医保已交。",
                                "自来水冬天水压低，已记下转水务所。",
                                "低保金按月到账，存折核对无误。",
                                "养了三头猪和二十只鸡，想学防疫知识。",
                                "门前路灯不亮，已联系电工。"};

}  // namespace

Phone enrol_phone(const std::string& county, std::uint16_t port, const std::string& name,
                  const std::string& village) {
    SystemClock clock;
    SystemRandom random;
    const Compressor compressor;
    const std::string address = "http://127.0.0.1:" + std::to_string(port);
    const std::string person = new_uuid(clock.now(), random);
    std::string code;
    {
        const Store store =
            Store::open(county_file(county), Database::Mode::ReadWrite, test::test_keys());
        put_account(store, {person, name, "first_secretary", false});
        code = make_enrol_code(store, person, village, clock.now(), random).code;
    }
    Phone phone;
    phone.store = std::make_unique<Store>(
        Store::open(county + "/" + name + ".db", Database::Mode::ReadWrite, test::test_keys()));
    auto transport = CurlTransport::open({address});
    CHECK_THAT(transport.ok());
    phone.transport = std::move(*transport);
    const auto enrolment =
        enrol_device(*phone.store, *phone.transport, {address, code}, clock, compressor);
    CHECK_THAT(enrolment.ok());
    phone.enrolment = *enrolment;
    return phone;
}

Field::Field(const std::string& folder)
    : folder_(folder + "/county"), server_({folder_, test::test_keys()}, {}, clock_, random_) {
    server_.start();
}

Phone Field::enrol(const std::string& name) {
    return enrol_phone(folder_, server_.port(), name, kVillage);
}

SyncReport Field::sync(Phone& phone) {
    ServerLink link{*phone.store, phone.enrolment, *phone.transport, compressor_};
    const SyncOutcome outcome = sync_records(*phone.store, link, clock_, {});
    CHECK_THAT(!outcome.problem);
    return outcome.report;
}

SaveRequest a_visit(Random& random, std::int64_t number,
                    const std::vector<std::string>& households) {
    const std::uint64_t dice = random.next64();
    SaveRequest request;
    request.kind = "visit";
    request.scope = kVillage;
    request.fields = {{"household", households[dice % households.size()]},
                      {"purpose", dice % 5 == 0 ? "look_back" : "routine"},
                      {"start_at", "2026-11-" + std::to_string(10 + number % 18) +
                                       "T09:" + std::to_string(10 + dice % 50) + "+08:00"},
                      {"content", std::string{kSentences[dice % 8]} + kSentences[dice / 8 % 8]},
                      {"appeal", kSentences[dice / 64 % 8]},
                      {"policy_told", "yes"},
                      {"satisfaction", dice % 3 == 0 ? "very" : "fairly"},
                      {"geo_skip_reason", "无定位信号"}};
    return request;
}

Floor::Floor(const std::string& file)
    : database_(Database::open(file, Database::Mode::ReadWrite, nullptr)) {
    database_.exec(
        "CREATE TABLE log (n INTEGER PRIMARY KEY, bytes TEXT NOT NULL) STRICT;"
        "CREATE TABLE visit (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;");
}

void Floor::insert(const std::vector<std::string>& ops, std::size_t group) {
    for (std::size_t at = 0; at < ops.size(); at += group) {
        Transaction transaction{database_};
        for (std::size_t i = at; i < std::min(ops.size(), at + group); ++i) {
            const std::string_view op = ops[i];
            const std::size_t set = op.find("\"set\"");
            const std::size_t rec = op.find("\"rec\":\"") + 7;
            database_.run("INSERT INTO log (n, bytes) VALUES (?1, ?2)", ++next_, op);
            database_.run("INSERT INTO visit (id, body) VALUES (?1, ?2)", op.substr(rec, 36),
                          op.substr(set));
        }
        transaction.commit();
    }
}

std::vector<std::string> last_visit_ops(const Store& store, std::int64_t most) {
    std::vector<std::string> out;
    Query query = store.db().query(
        "SELECT bytes FROM op WHERE kind = 'visit' ORDER BY lseq DESC LIMIT ?1", most);
    while (query.step())
        out.push_back(query.str(0));
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace cunji::bench
