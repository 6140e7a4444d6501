#include "shared/policy/texts.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>

namespace cunji {

namespace {

namespace fs = std::filesystem;

std::set<std::string> places_of(const std::string& text) {
    static const std::regex place(R"(\{[a-z_]+\})");
    return {std::sregex_token_iterator(text.begin(), text.end(), place), {}};
}

/// Every "error...." literal of the programs, and a file that has it.
std::map<std::string, std::string> keys_in_sources() {
    static const std::regex key_literal(R"re("(error\.[a-z0-9_.]*[a-z0-9_])")re");
    std::map<std::string, std::string> keys;
    for (const char* folder : {"shared", "sync", "server", "client"}) {
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(CUNJI_SOURCE_DIR) / folder)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".cpp" && ending != ".h") continue;
            std::ifstream file(entry.path());
            const std::string source{std::istreambuf_iterator<char>(file), {}};
            for (std::sregex_iterator it(source.begin(), source.end(), key_literal), end; it != end;
                 ++it) {
                keys.emplace((*it)[1].str(), entry.path().string());
            }
        }
    }
    return keys;
}

/// Sets a variable (nullptr: removes it) for the life of the object.
class Environment {
public:
    Environment(const char* name, const char* value) : name_(name) {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread
        if (const char* before = std::getenv(name)) before_ = before;
        set(value);
    }

    ~Environment() { set(before_ ? before_->c_str() : nullptr); }

    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    void set(const char* value) {
        if (value == nullptr) {
            unsetenv(name_);  // NOLINT(concurrency-mt-unsafe): likewise
        } else {
            setenv(name_, value, 1);  // NOLINT(concurrency-mt-unsafe): likewise
        }
    }

    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("texts: both languages say the same things with the same places") {
    const Texts zh(Language::Chinese);
    const Texts en(Language::English);
    CHECK(zh.all().size() > 50);
    for (const auto& entry : zh.all()) {
        CAPTURE(entry.first);
        const std::string& text = entry.second;
        const auto other = en.all().find(entry.first);
        CHECK(other != en.all().end());
        if (other == en.all().end()) continue;
        CHECK(places_of(text) == places_of(other->second));
        CHECK_FALSE(text.empty());
        CHECK_FALSE(other->second.empty());
    }
    for (const auto& entry : en.all()) {
        CAPTURE(entry.first);
        CHECK(zh.all().contains(entry.first));
    }
}

TEST_CASE("texts: every message in the sources has its words") {
    const Texts zh(Language::Chinese);
    const std::map<std::string, std::string> keys = keys_in_sources();
    CHECK(keys.size() > 50);
    for (const auto& entry : keys) {
        CAPTURE(entry.second);
        CAPTURE(entry.first);
        CHECK(zh.all().contains(entry.first));
    }
}

TEST_CASE("texts: places are filled, unknown keys and places stay to be seen") {
    const Texts zh(Language::Chinese);
    const Texts en(Language::English);
    CHECK(zh.language() == Language::Chinese);
    const Message message{"location.lat", {{"label", "{label}住房"}}};
    CHECK(zh(message) == "{label}住房（纬度）");
    CHECK(en(message) == "{label}住房 (latitude)");
    CHECK(en({"location.lat", {}}) == "{label} (latitude)");
    CHECK(zh({"error.no.such.text", {{"label", "x"}}}) == "error.no.such.text");
}

TEST_CASE("texts: the language is ours to set, else the system's, else Chinese") {
    struct Row {
        const char* ours;
        const char* lc_all;
        const char* lc_messages;
        const char* lang;
        Language expected;
    };

    constexpr auto kRows = std::to_array<Row>({
        {nullptr, nullptr, nullptr, nullptr, Language::Chinese},
        {nullptr, nullptr, nullptr, "C", Language::Chinese},
        {nullptr, nullptr, nullptr, "en_US.UTF-8", Language::English},
        {nullptr, "", nullptr, "en_GB", Language::English},
        {nullptr, "zh_CN.UTF-8", nullptr, "en_GB", Language::Chinese},
        {nullptr, nullptr, "en_US", "zh_CN", Language::English},
        {"zh-CN", "en_US", nullptr, nullptr, Language::Chinese},
        {"en", "zh_CN", nullptr, "zh_CN", Language::English},
        {"", nullptr, nullptr, "en_US", Language::English},
    });
    for (const Row& row : kRows) {
        const Environment ours("CUNJI_LANG", row.ours);
        const Environment lc_all("LC_ALL", row.lc_all);
        const Environment lc_messages("LC_MESSAGES", row.lc_messages);
        const Environment lang("LANG", row.lang);
        CHECK(language_of_environment() == row.expected);
    }
}

}  // namespace cunji
