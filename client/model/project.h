#pragma once

#include "client/model/place.h"

#include <string>
#include <variant>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One project: its ten steps and its photos.
namespace cunji::project {

struct State {
    std::string id;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

using Command = std::variant<Enter, Refresh>;

struct Load {};

using Effect = std::variant<Load>;

inline Place place_of(const Effect& /*effect*/) {
    return Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::project
