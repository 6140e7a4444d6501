#pragma once

#include "client/model/command.h"

#include <utility>
#include <vector>

namespace cunji {

/// What a person did during one frame, in order.
class Commands {
public:
    void push(Command command) { list_.push_back(std::move(command)); }

    [[nodiscard]] const std::vector<Command>& list() const { return list_; }

    [[nodiscard]] std::vector<Command> take() { return std::exchange(list_, {}); }

private:
    std::vector<Command> list_;
};

}  // namespace cunji
