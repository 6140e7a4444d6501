#pragma once

#include "server/access.h"
#include "shared/wire/messages.h"

#include <string>
#include <variant>
#include <vector>

namespace cunji {

// What a server tells of its log. These read only.

HelloAnswer answer_hello(const Store& store, const Identity& identity, const Device& device,
                         const HelloRequest& request, Millis now);

/// The scopes whose cursors are not of this server's history: pull them from the start, and
/// exchange leaves.
struct Restart {
    std::vector<std::string> scopes;
};

/// The body of a pull's answer: whole groups up to about the budget, at least one. Scopes the
/// person holds no right to are left out.
std::variant<std::string, Restart> answer_pull(const Store& store, const Identity& identity,
                                               const Device& device, const PullRequest& request);

LeavesAnswer answer_leaves(const Store& store, const LeavesRequest& request);

}  // namespace cunji
