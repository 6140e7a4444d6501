#include "client/model/rescue.h"

#include "client/views/rescue_view.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace cunji::test {

namespace {

constexpr Millis kNow = 1'763'700'000'000;

/// One step and what comes of it, without a thread.
void act(rescue::State& state, const rescue::Command& command) {
    const rescue::Step step = rescue::update(state, command);
    if (step != rescue::Step::None) rescue::update(state, rescue::run(step, state, kNow));
}

}  // namespace

TEST_CASE("rescue: nothing is tried on a damaged file before there is a copy of it") {
    const TempDir folder;
    const std::string data = folder.file("ann");
    {
        FakeClock clock;
        SeededRandom random{7};
        County county{folder.file("county"), clock, random};
        Desk ann{data, clock, random};
        ann.join(county, "安娜", "first_secretary");
        ann.save("household", a_household());
        ann.store().db().exec("UPDATE household SET head_name = '别人'");
    }
    rescue::State state;
    state.folder = data;
    state.keys = test::test_keys();
    state.damaged = true;
    state.problem = {"error.db.damaged", {{"file", data + "/cunji.db"}}};
    act(state, rescue::Mend{});
    act(state, rescue::BeginAnew{});
    CHECK_FALSE(state.said.has_value());
    CHECK_FALSE(make_rescue_view(state, Texts{Language::Chinese}).can_mend);

    act(state, rescue::TypeFolder{folder.file("nowhere")});
    act(state, rescue::BackUp{});
    CHECK(state.failed);
    CHECK_FALSE(state.backed_up);

    std::filesystem::create_directory(folder.file("stick"));
    act(state, rescue::TypeFolder{folder.file("stick")});
    act(state, rescue::BackUp{});
    CHECK_FALSE(state.failed);
    CHECK(make_rescue_view(state, Texts{Language::Chinese}).can_mend);

    SUBCASE("it is mended") {
        act(state, rescue::Mend{});
        CHECK_FALSE(state.failed);
        CHECK(state.reopen);
    }
    SUBCASE("or put aside, and the folder begins anew") {
        act(state, rescue::BeginAnew{});
        CHECK(state.reopen);
        CHECK(check_database(data, test::test_keys()).state == DatabaseState::Missing);
    }
}

}  // namespace cunji::test
