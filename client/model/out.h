#pragma once

#include "client/model/command.h"
#include "client/model/effect.h"
#include "shared/base/clock.h"

#include <string>
#include <utility>
#include <vector>

namespace cunji {

/// What an update answers with, and what it may know of the world.
struct Out {
    Millis now = 0;     ///< the device's best estimate
    std::string today;  ///< "2026-11-21" in this machine's time zone

    std::vector<Effect> effects;
    std::vector<Command> commands;  ///< for other areas, worked off after this one

    void effect(Effect effect) { effects.push_back(std::move(effect)); }

    void command(Command command) { commands.push_back(std::move(command)); }
};

}  // namespace cunji
