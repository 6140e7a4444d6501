#pragma once

#include "shared/base/message.h"

#include <stdexcept>

namespace cunji {

/// A broken machine: full disk, unreadable folder, damaged file, lost network. Caught in exactly
/// three places: the HTTP handler, the sync worker and a program's main.
class Failure : public std::runtime_error {
public:
    /// `detail` is for the log; `message` is what the person is told.
    Failure(Message message, const std::string& detail)
        : std::runtime_error(message.key + ": " + detail), message_(std::move(message)) {}

    [[nodiscard]] const Message& message() const { return message_; }

private:
    Message message_;
};

}  // namespace cunji
