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

/// What a page of a pull gives of one scope.
struct Delivered {
    std::string scope;
    std::int64_t ops = 0;
    std::int64_t first = 0;  ///< sseq
    std::int64_t last = 0;
};

struct PulledPage {
    std::string body;
    std::vector<Delivered> delivered;  ///< scopes of which it holds ops
};

/// A pull's answer: whole groups up to about the budget, at least one. Scopes the person holds no
/// right to are left out.
std::variant<PulledPage, Restart> answer_pull(const Store& store, const Identity& identity,
                                              const Device& device, const PullRequest& request);

/// Of lines of the scope alone, which the device may read; every other counts as not held.
LeavesAnswer answer_leaves(const Store& store, const LeavesRequest& request);

}  // namespace cunji
