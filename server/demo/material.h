#pragma once

#include "shared/json/json.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cunji::demo {

/// What the county is made of: the files of assets/demo. No text that a person reads stands in C++.
struct Material {
    Json places;
    Json names;
    Json visits;
    Json meetings;
    Json projects;
    Json notices;
    Json help;
    Json errors;

    Material();
};

/// The pattern with its {name} places filled.
std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> places);

/// The text of a member that must be there.
std::string text_at(const Json& object, std::string_view key);

/// Characters of a UTF-8 text.
std::string character_at(std::string_view text, std::size_t index);
std::size_t characters(std::string_view text);

}  // namespace cunji::demo
