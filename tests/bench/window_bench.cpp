#include "client/model/households.h"
#include "client/model/out.h"
#include "client/reading/household_list_read.h"
#include "client/views/households_view.h"
#include "shared/base/check.h"
#include "shared/json/json.h"
#include "shared/store/search.h"
#include "tests/bench/bench.h"
#include "tests/bench/field.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <string_view>

namespace cunji::bench {

namespace {

constexpr int kHouseholds = 60'000;
constexpr int kGroup = 100;  // households saved at once
constexpr int kTries = 5;    // the best counts: the machine may be busy
constexpr std::size_t kLinesInSight = 16;

constexpr std::array<std::string_view, 20> kSurnames{"王", "李", "张", "刘", "陈", "杨", "赵",
                                                     "黄", "周", "吴", "徐", "孙", "胡", "朱",
                                                     "高", "林", "何", "郭", "马", "罗"};
constexpr std::array<std::string_view, 16> kGiven{"铁", "柱", "秀", "兰", "国", "强", "小", "花",
                                                  "建", "军", "明", "丽", "春", "生", "文", "海"};

std::string name_of(int number) {
    const auto pick = [](const auto& list, int index) {
        return std::string{list.at(static_cast<std::size_t>(index) % list.size())};
    };
    return pick(kSurnames, number) + pick(kGiven, number / 20) +
           pick(kGiven, number / 320 + number);
}

std::string number_of(int number) {
    const std::string digits = std::to_string(number);
    return "990101101" + std::string(6 - std::min<std::size_t>(digits.size(), 6), '0') + digits;
}

std::vector<Saved> save(Field& field, Phone& phone, const std::vector<SaveRequest>& group) {
    auto saved = save_group(*phone.store, *phone.enrolment.author(), group, field.clock().now(),
                            field.random());
    CHECK_THAT(saved.ok());
    return std::move(*saved);
}

SaveRequest request_of(const char* kind, Json fields) {
    SaveRequest request;
    request.kind = kind;
    request.scope = kVillage;
    request.fields = std::move(fields);
    return request;
}

/// Each household with a head, a year and a visit.
void fill(Field& field, Phone& phone) {
    phone.store->db().exec("PRAGMA synchronous=OFF");
    for (int first = 0; first < kHouseholds; first += kGroup) {
        std::vector<SaveRequest> group;
        for (int i = first; i < first + kGroup; ++i) {
            const std::string place = "@" + std::to_string(group.size());
            const int day = 10 + i % 18;
            group.push_back(
                request_of("household", {{"head_name", name_of(i)},
                                         {"household_no", number_of(i)},
                                         {"group_name", std::to_string(1 + i % 9) + "组"},
                                         {"address", "水井旁"}}));
            group.push_back(request_of(
                "member", {{"household", place}, {"name", name_of(i)}, {"relation", "02"}}));
            group.push_back(request_of("household_year", {{"household", place},
                                                          {"year", 2025},
                                                          {"size", 1 + i % 6},
                                                          {"wage", 1'000'000 + i}}));
            group.push_back(request_of(
                "visit", {{"household", place},
                          {"purpose", "routine"},
                          {"start_at", "2026-11-" + std::to_string(day) + "T09:30+08:00"},
                          {"content", "问了收入和看病的情况。"}}));
        }
        save(field, phone, group);
    }
}

double best_of(const std::function<void()>& work) {
    double best = seconds_of(work);
    for (int i = 1; i < kTries; ++i)
        best = std::min(best, seconds_of(work));
    return best;
}

/// The least that any list of all households costs: SQLite hands over their names.
std::size_t plain_select(const Store& store) {
    std::size_t bytes = 0;
    Query query = store.db().query("SELECT id, head_name, household_no, group_name FROM household");
    while (query.step())
        bytes += query.text(1).size() + query.text(2).size();
    return bytes;
}

/// What a tap or a keystroke does: the command, the view, the lines in sight.
struct Screen {
    households::State state;
    const Texts& texts;
    const Policy& policy;

    void take(const households::Command& command) {
        Out out;
        out.today = "2026-11-25";
        households::update(state, command, out);
        show();
    }

    void show() const {
        const HouseholdsView view =
            make_households_view(state, Words{texts, policy, 0, "2026-11-25"});
        for (std::size_t i = 0; i < std::min(view.count, kLinesInSight); ++i)
            CHECK_THAT(!view.line(i).id.empty());
    }
};

void print_millis(const char* name, double seconds, const char* goal) {
    print_figure(name, seconds * 1000, "ms", goal);
}

}  // namespace

void bench_window(const std::string& folder) {
    Field field{folder + "/window"};
    Phone phone = field.enrol("ann");
    fill(field, phone);
    const Store& store = *phone.store;
    const Texts texts{Language::Chinese};

    const double floor = best_of([&] { CHECK_THAT(plain_select(store) > 0); });
    Screen screen{{}, texts, store.policy()};
    const double first = best_of([&] {
        screen.state = {};
        screen.take(households::Enter{});
        screen.take(households::ListRead{read_household_names(store)});
    });
    print_ratio("60,000 households: first list", first, floor, 20);
    print_millis("first list after the tap", first, "100");
    HouseholdListPtr list;
    const double all = seconds_of([&] { list = read_household_list(store); });
    print_millis("all of it, behind", all, "-");
    screen.take(households::ListRead{list});
    print_millis("again, kept", best_of([&] { screen.take(households::Enter{}); }), "100");
    print_figure("list in memory", static_cast<double>(list->bytes()) / 1e6, "MB", "16");

    for (const char* typed : {"w", "wt", "wtz", "王", "铁柱", "0123", "没有"}) {
        const std::string name = std::string{"keystroke \""} + typed + "\"";
        print_millis(name.c_str(), best_of([&] { screen.take(households::Type{typed}); }), "20");
    }
    const double fts = best_of([&] {
        const auto hits = search_records(store.db(), "w", "household", kHouseholds);
        CHECK_THAT(!hits.empty());
    });
    print_millis("\"w\" by the search index", fts, "-");

    SaveRequest edit = request_of("household", {{"address", "井东"}});
    edit.id = unpack_id(list->rows[kHouseholds / 2].id);
    edit.scope = {};
    save(field, phone, {edit});
    print_millis("after one save", seconds_of([&] { list = read_household_list(store, list); }),
                 "-");
}

}  // namespace cunji::bench
