#include "server/demo/material.h"

#include "shared/base/assets.h"
#include "shared/base/failure.h"

#include <algorithm>

namespace cunji::demo {

namespace {

Json load(const std::string& name) {
    const std::string path = "demo/" + name + ".json";
    Result<Json> json = parse_json(asset(path));
    if (!json) throw Failure(json.error(), path);
    return std::move(*json);
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
}

}  // namespace

Material::Material()
    : places(load("places")),
      names(load("names")),
      visits(load("visits")),
      meetings(load("meetings")),
      projects(load("projects")),
      notices(load("notices")),
      help(load("help")),
      errors(load("errors")) {}

std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> places) {
    std::string out;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        const std::size_t close = pattern.find('}', open);
        out += pattern.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        for (const auto& [key, value] : places) {
            if (key == name) out += value;
        }
        pattern.remove_prefix(close + 1);
    }
    return out;
}

std::string text_at(const Json& object, std::string_view key) {
    return object.at(std::string{key}).get<std::string>();
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string character_at(std::string_view text, std::size_t index) {
    std::size_t at = 0;
    for (std::size_t passed = 0; at < text.size(); ++at) {
        if (begins_character(text[at]) && passed++ == index) break;
    }
    std::size_t end = at + 1;
    while (end < text.size() && !begins_character(text[end]))
        ++end;
    return std::string{text.substr(at, end - at)};
}

}  // namespace cunji::demo
