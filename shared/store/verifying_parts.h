#pragma once

#include "shared/store/verifying.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

// What verify() is made of.
namespace cunji {

class Problems {
public:
    void add(const char* key, std::vector<std::pair<std::string, std::string>> args) {
        if (!full()) found_.push_back({key, std::move(args)});
    }

    /// As many as anyone will read.
    [[nodiscard]] bool full() const { return found_.size() >= kVerifyProblemsMax; }

    [[nodiscard]] bool empty() const { return found_.empty(); }

    std::vector<Message> take() { return std::move(found_); }

private:
    std::vector<Message> found_;
};

/// Ops, lines, seals, leaves, scopes and deliveries. @returns the records with an op that cannot be
/// read: they have no fold.
std::set<RecordKey> verify_log(const Store& store, Problems& problems);

/// Rows, conflicts and search words against the fold of each record's ops.
void verify_rows(const Store& store, const std::set<RecordKey>& unreadable, Problems& problems);

}  // namespace cunji
