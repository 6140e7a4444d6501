#include "server/http_limits.h"

#include <algorithm>
#include <sys/resource.h>

namespace cunji {

bool BodyBudget::take(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
}

void BodyBudget::give_back(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    left_ += bytes;
}

std::optional<BodyShare> BodyShare::take(const std::shared_ptr<BodyBudget>& budget,
                                         std::size_t bytes) {
    if (!budget->take(bytes)) return std::nullopt;
    return BodyShare(budget, bytes);
}

BodyShare& BodyShare::operator=(BodyShare&& other) noexcept {
    std::swap(budget_, other.budget_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

BodyShare::~BodyShare() {
    if (budget_) budget_->give_back(bytes_);
}

bool ConnectionLimits::enter(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (open_ >= most_) return false;
    std::size_t& here = by_address_[address];
    if (here >= per_address_most_) return false;
    ++here;
    ++open_;
    return true;
}

void ConnectionLimits::leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto found = by_address_.find(address);
    if (--found->second == 0) by_address_.erase(found);
    --open_;
}

std::size_t ConnectionLimits::open() const {
    const std::lock_guard lock(mutex_);
    return open_;
}

std::optional<ConnectionPlace> ConnectionPlace::take(ConnectionLimits& limits,
                                                     std::string address) {
    if (!limits.enter(address)) return std::nullopt;
    return ConnectionPlace(limits, std::move(address));
}

ConnectionPlace::~ConnectionPlace() {
    if (limits_ != nullptr) limits_->leave(address_);
}

void raise_open_files(std::size_t count) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= count) return;
    limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
    // Refused: then fewer connections are accepted at a time, and the rest wait.
    static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
}

}  // namespace cunji
