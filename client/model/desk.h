#pragma once

#include "client/app/device.h"
#include "client/model/command.h"
#include "sync/transport.h"

#include <functional>
#include <memory>
#include <string>

namespace cunji {

/// Asked some times a second while an answer is waited for; false breaks off.
using KeepGoing = std::function<bool()>;
/// The way to a server by its address. @returns error.net.address, error.net.plain_http
using Connect = std::function<Result<std::unique_ptr<Transport>>(const ServerAddress& server,
                                                                 const KeepGoing& keep_going)>;

/// The product's: libcurl.
Connect connect_by_curl();

/// What an effect works with. Each place (place.h) has its own.
struct Desk {
    FieldDevice& device;
    std::string folder;  ///< the data folder
    /// Hands a command to the window; any thread.
    std::function<void(Command)> post;
    /// True once the program is to end: long work asks between two steps.
    std::function<bool()> stopping;
    Connect connect = {};
};

}  // namespace cunji
