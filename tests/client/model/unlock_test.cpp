#include "client/model/unlock.h"

#include "client/views/unlock_view.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

/// What the page does, with its step done at once.
void act(unlock::State& state, const unlock::Command& command) {
    const unlock::Step step = unlock::update(state, command);
    if (step != unlock::Step::None) unlock::update(state, unlock::run(step, state, kCheap));
}

UnlockView seen(const unlock::State& state) {
    return make_unlock_view(state, Texts{Language::Chinese});
}

}  // namespace

TEST_CASE("unlock: the first passphrase is typed twice, and opens the folder from then on") {
    const TempDir temp;
    unlock::State state = unlock::begin(temp.file("data"), {});
    CHECK(state.page == unlock::Page::Choose);
    act(state, unlock::Go{});
    CHECK(state.problem->key == "error.passphrase.short");
    act(state, unlock::Type{kPassphrase});
    act(state, unlock::TypeAgain{"three ducks on a green pone"});
    act(state, unlock::Go{});
    CHECK(state.problem->key == "error.passphrase.differs");
    CHECK(is_new_folder(temp.file("data")));
    act(state, unlock::TypeAgain{kPassphrase});
    act(state, unlock::Go{});
    REQUIRE(state.keys != nullptr);
    CHECK(state.typed.empty());
    CHECK(state.again.empty());

    unlock::State later = unlock::begin(temp.file("data"), {});
    CHECK(later.page == unlock::Page::Open);
    act(later, unlock::Type{"wrong wrong wrong"});
    act(later, unlock::Go{});
    CHECK(later.problem->key == "error.passphrase.wrong");
    CHECK_FALSE(seen(later).problem.empty());
    CHECK(later.keys == nullptr);
    act(later, unlock::Type{kPassphrase});
    act(later, unlock::Go{});
    CHECK(later.keys != nullptr);
}

TEST_CASE("unlock: while a passphrase is tried nothing else begins") {
    const TempDir temp;
    REQUIRE(begin_folder(temp.file("data"), kPassphrase, kCheap).ok());
    unlock::State state = unlock::begin(temp.file("data"), {});
    unlock::update(state, unlock::Type{kPassphrase});
    CHECK(unlock::update(state, unlock::Go{}) == unlock::Step::Open);
    CHECK(unlock::update(state, unlock::Go{}) == unlock::Step::None);
    CHECK(unlock::update(state, unlock::Forget{}) == unlock::Step::None);
    CHECK(seen(state).busy);
}

TEST_CASE("unlock: who never enrolled with an office is told that it cannot help") {
    const TempDir temp;
    REQUIRE(begin_folder(temp.file("data"), kPassphrase, kCheap).ok());
    unlock::State state = unlock::begin(temp.file("data"), {});
    act(state, unlock::Forget{});
    CHECK(state.page == unlock::Page::Open);
    CHECK(state.problem->key == "error.recovery.none");
}

TEST_CASE("unlock: the page shows the others of the machine and changes over to them") {
    const TempDir temp;
    for (const char* name : {"ann", "bo"}) {
        REQUIRE(begin_folder(temp.file(name), kPassphrase, kCheap).ok());
    }
    const std::vector<PersonFolder> people{{temp.file("ann"), "安娜", "first_secretary", true},
                                           {temp.file("bo"), "波", "village_cadre", true}};
    unlock::State state = unlock::begin(temp.file("ann"), people);
    CHECK(seen(state).title.find("安娜") != std::string::npos);
    REQUIRE(seen(state).people.size() == 1);
    CHECK(seen(state).people.front().name == "波");
    act(state, unlock::Type{"half typed"});
    act(state, unlock::SwitchTo{temp.file("bo")});
    CHECK(state.folder == temp.file("bo"));
    CHECK(state.typed.empty());
    CHECK(seen(state).title.find("波") != std::string::npos);
}

}  // namespace cunji::test
