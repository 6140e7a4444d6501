#include "shared/vault/passphrase.h"

#include <doctest/doctest.h>

#include <string>

using namespace cunji;

namespace {

std::string problem_of(std::string_view passphrase, std::string_view name = {}) {
    const auto problem = passphrase_problem(passphrase, name);
    return problem ? problem->key : std::string{};
}

}  // namespace

TEST_CASE("passphrase: ten letters or four words will do") {
    CHECK(problem_of("three ducks on a green pond").empty());
    CHECK(problem_of("村口 槐树 三轮 晒谷").empty());
    CHECK(problem_of("村口的老槐树下有一头牛").empty());
    CHECK(problem_of("xo ra mi tu").empty());
    CHECK(problem_of("kx7-Tmq9wZ").empty());
}

TEST_CASE("passphrase: short, one-sided and common ones are refused, each with its reason") {
    CHECK(problem_of("") == "error.passphrase.short");
    CHECK(problem_of("老槐树下") == "error.passphrase.short");
    CHECK(problem_of("kx7Tmq9wZ") == "error.passphrase.short");
    CHECK(problem_of("aaaaaaaaaaaa") == "error.passphrase.same");
    CHECK(problem_of("1234512345") == "error.passphrase.digits");
    CHECK(problem_of("13800138000") == "error.passphrase.same");
    CHECK(problem_of("19650412-7788") == "error.passphrase.digits");
    CHECK(problem_of("Password123456") == "error.passphrase.common");
    CHECK(problem_of("qwertyuiop") == "error.passphrase.common");
    CHECK(problem_of("wanglihua1965", "WangLihua") == "error.passphrase.common");
    CHECK(problem_of(std::string(kPassphraseBytesMax + 1, 'x')) == "error.passphrase.long");
}
