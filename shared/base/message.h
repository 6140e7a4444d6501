#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cunji {

/// Something to tell a person: a key of assets/text and what to put into its {name} places.
/// No user text stands in C++; shared/policy/texts.h turns a Message into words at the edge.
struct Message {
    std::string key;
    std::vector<std::pair<std::string, std::string>> args;

    bool operator==(const Message&) const = default;
};

}  // namespace cunji
