#pragma once

#include "client/app/device.h"
#include "client/model/command.h"

#include <functional>
#include <string>

namespace cunji {

/// What an effect works with. Each place (place.h) has its own.
struct Desk {
    FieldDevice& device;
    std::string folder;  ///< the data folder
    /// Hands a command to the window; any thread.
    std::function<void(Command)> post;
    /// True once the program is to end: long work asks between two steps.
    std::function<bool()> stopping;
};

}  // namespace cunji
