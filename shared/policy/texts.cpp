#include "shared/policy/texts.h"

#include "shared/base/assets.h"
#include "shared/base/check.h"
#include "shared/json/json.h"

#include <cstdlib>

namespace cunji {

namespace {

std::string_view file_of(Language language) {
    switch (language) {
        case Language::Chinese:
            return "text/zh-CN.json";
        case Language::English:
            return "text/en.json";
    }
    return {};
}

/// {name} becomes its argument; a name without one stays as it is, so that it is seen.
std::string fill(std::string_view text, const Message& message) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        out += text.substr(0, open);
        const std::string_view name = text.substr(open + 1, close - open - 1);
        std::string_view value = text.substr(open, close - open + 1);
        for (const auto& [key, argument] : message.args) {
            if (key == name) value = argument;
        }
        out += value;
        text.remove_prefix(close + 1);
    }
    return out.append(text);
}

}  // namespace

Texts::Texts(Language language) : language_(language) {
    // Our own file, sorted and flat; it may have more keys than parse_json() takes from a stranger.
    const auto json = nlohmann::json::parse(asset(file_of(language)), nullptr, false);
    if (!json.is_object()) return;  // no texts built in: each key shows itself
    for (const auto& [key, text] : json.items()) {
        CHECK_THAT(text.is_string());
        texts_.emplace_hint(texts_.end(), key, text.get<std::string>());
    }
}

std::string Texts::operator()(const Message& message) const {
    const auto found = texts_.find(message.key);
    return found == texts_.end() ? message.key : fill(found->second, message);
}

Language language_of_environment() {
    // Ours first, then as POSIX says: the first that is set and not empty decides.
    for (const char* name : {"CUNJI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before there are threads
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? Language::English : Language::Chinese;
    }
    return Language::Chinese;
}

}  // namespace cunji
