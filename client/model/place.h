#pragma once

namespace cunji {

/// Where an effect runs. Each place is one thread with its own connection to the data folder, and
/// works off its effects in the order they came.
enum class Place {
    Here,     ///< the window's thread: reads and saves of a few milliseconds
    Worker,   ///< pictures, long reads, exports, backups
    Network,  ///< everything that waits for a server
};

}  // namespace cunji
