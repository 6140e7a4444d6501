#include "client/model/run.h"

#include <variant>

namespace cunji {

Place place_of(const Effect& effect) {
    return std::visit([](const auto& area) { return place_of(area); }, effect.area);
}

void run(const Effect& effect, Desk& desk) {
    std::visit([&desk](const auto& area) { run(area, desk); }, effect.area);
}

}  // namespace cunji
