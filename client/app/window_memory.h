#pragma once

#include "shared/store/store.h"

#include <optional>

namespace cunji {

/// Logical pixels of the window when it was closed last.
struct WindowMemory {
    int width = 0;
    int height = 0;

    bool operator==(const WindowMemory&) const = default;
};

/// Kept in the data folder, never synced. Nothing when there is none or it makes no sense.
std::optional<WindowMemory> read_window_memory(const Store& store);
void write_window_memory(Store& store, WindowMemory memory);

}  // namespace cunji
