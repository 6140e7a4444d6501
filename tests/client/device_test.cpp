#include "client/app/device.h"

#include "shared/base/files.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <unistd.h>

namespace cunji::test {

namespace {

namespace fs = std::filesystem;

/// The key of what opening the folder throws; empty when it opens.
std::string failure_of_opening(const std::string& folder) {
    FakeClock clock;
    SeededRandom random{1};
    try {
        FieldDevice::open(folder, test::test_keys(), clock, random, Language::English);
    } catch (const Failure& failure) {
        return failure.message().key;
    }
    return {};
}

/// For root nothing is read-only: the test goes on as somebody else.
class AsNobody {
public:
    AsNobody() : was_root_(::geteuid() == 0) {
        if (was_root_) REQUIRE(::seteuid(65534) == 0);
    }

    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

    ~AsNobody() {
        if (was_root_) static_cast<void>(::seteuid(0) == 0);
    }

private:
    bool was_root_;
};

}  // namespace

TEST_CASE("device: the folder is made, for its owner alone, but never the one above it") {
    TempDir temp;
    CHECK(failure_of_opening(temp.file("data")).empty());
    CHECK(fs::exists(temp.file("data/cunji.db")));
    CHECK((fs::status(temp.file("data")).permissions() & fs::perms::mask) == fs::perms::owner_all);
    CHECK(failure_of_opening(temp.file("other") + "/").empty());
    CHECK(failure_of_opening(temp.file("missing/data")) == "error.folder.no_parent");
    write_file(temp.file("file"), "x");
    CHECK(failure_of_opening(temp.file("file")) == "error.folder.not_a_folder");
}

TEST_CASE("device: a folder that cannot be written says so") {
    TempDir temp;
    CHECK(failure_of_opening(temp.file("data")).empty());
    // Root's group goes with root even when the user does not.
    constexpr fs::perms kOthersLook = fs::perms::group_read | fs::perms::group_exec |
                                      fs::perms::others_read | fs::perms::others_exec;
    fs::permissions(temp.path(), fs::perms::owner_all | kOthersLook);
    fs::permissions(temp.file("data"), fs::perms::owner_read | fs::perms::owner_exec | kOthersLook);
    fs::permissions(temp.file("data/cunji.db"),
                    fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    {
        const AsNobody nobody;
        CHECK(failure_of_opening(temp.file("data")) == "error.db.not_writable");
        CHECK(failure_of_opening(temp.file("new")) == "error.folder.not_writable");
    }
    fs::permissions(temp.file("data"), fs::perms::owner_all);
}

TEST_CASE("device: a damaged file is named as such, and left alone") {
    TempDir temp;
    CHECK(failure_of_opening(temp.file("data")).empty());
    const std::string file = temp.file("data/cunji.db");

    SUBCASE("not a database at all") {
        write_file(file, std::string(20'000, 'x'));
    }
    SUBCASE("broken in the middle") {
        std::string bytes = read_file(file);
        REQUIRE(bytes.size() > 8192);
        for (std::size_t i = 100; i < bytes.size(); i += 3)
            bytes[i] = '\x5a';
        write_file(file, bytes);
    }
    const std::string before = read_file(file);
    CHECK(failure_of_opening(temp.file("data")) == "error.db.damaged");
    CHECK(read_file(file) == before);
}

TEST_CASE("device: what was saved is there after the program ends") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    FieldDevice again = FieldDevice::open(day.folder.file("ann"), test::test_keys(), day.clock,
                                          day.random, Language::Chinese);
    CHECK(find_record(again.store(), id).has_value());
    CHECK(again.enrolment().ok());
}

TEST_CASE("device: a code is used once, and a folder is one person's") {
    FieldDay day;
    LoopbackTransport transport{day.county.routes()};
    const std::string code = day.county.code_for(day.ann.person(), kVillage);
    const auto join = [&](FieldDevice& device) {
        const auto enrolment = join_county(device, transport, {"http://loopback", code});
        return enrolment.ok() ? std::string{} : enrolment.error().key;
    };
    CHECK(join(day.ann.device()) == "error.enrol.already");
    Desk second{day.folder.file("second"), day.clock, day.random};
    CHECK(join(second.device()).empty());
    CHECK(second.store().policy().find("visit") != nullptr);
    Desk third{day.folder.file("third"), day.clock, day.random};
    CHECK_FALSE(join(third.device()).empty());
    CHECK_FALSE(third.device().enrolment().ok());
}

TEST_CASE("device: a file is read whole or refused") {
    TempDir temp;
    write_file(temp.file("a"), "12345");
    CHECK(*read_whole(temp.file("a"), 5) == "12345");
    CHECK(read_whole(temp.file("a"), 4).error().key == "error.file.too_large");
    CHECK(read_whole(temp.file("b"), 4).error().key == "error.file.not_found");
    CHECK(read_whole(temp.path().string(), 4).error().key == "error.file.not_readable");
}

}  // namespace cunji::test
