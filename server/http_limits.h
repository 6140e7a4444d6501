#pragma once

// How much of the machine all connections together may take.

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace cunji {

/// Bytes of request bodies that are in memory. Any thread.
class BodyBudget {
public:
    explicit BodyBudget(std::size_t most) : left_(most) {}

    [[nodiscard]] bool take(std::size_t bytes);
    void give_back(std::size_t bytes);

private:
    std::mutex mutex_;
    std::size_t left_;
};

/// One body's share, given back at the end of its scope. Keeps the budget alive: a handler may
/// hold a request longer than the server lives.
class BodyShare {
public:
    BodyShare() = default;
    /// nullopt when there is not so much left.
    static std::optional<BodyShare> take(const std::shared_ptr<BodyBudget>& budget,
                                         std::size_t bytes);

    BodyShare(BodyShare&& other) noexcept
        : budget_(std::move(other.budget_)), bytes_(std::exchange(other.bytes_, 0)) {}

    BodyShare& operator=(BodyShare&& other) noexcept;
    BodyShare(const BodyShare&) = delete;
    BodyShare& operator=(const BodyShare&) = delete;
    ~BodyShare();

private:
    BodyShare(std::shared_ptr<BodyBudget> budget, std::size_t bytes)
        : budget_(std::move(budget)), bytes_(bytes) {}

    std::shared_ptr<BodyBudget> budget_;
    std::size_t bytes_ = 0;
};

/// Open connections in total and per address. Any thread.
class ConnectionLimits {
public:
    ConnectionLimits(std::size_t most, std::size_t per_address_most)
        : most_(most), per_address_most_(per_address_most) {}

    [[nodiscard]] bool enter(const std::string& address);
    void leave(const std::string& address);
    [[nodiscard]] std::size_t open() const;

private:
    const std::size_t most_;
    const std::size_t per_address_most_;
    mutable std::mutex mutex_;
    std::size_t open_ = 0;
    std::map<std::string, std::size_t> by_address_;
};

/// One connection's place, given up at the end of its scope. @pre the limits outlive it.
class ConnectionPlace {
public:
    /// nullopt when the server, or this address, has its fill.
    static std::optional<ConnectionPlace> take(ConnectionLimits& limits, std::string address);

    ConnectionPlace(ConnectionPlace&& other) noexcept
        : limits_(std::exchange(other.limits_, nullptr)), address_(std::move(other.address_)) {}

    ConnectionPlace& operator=(ConnectionPlace&&) = delete;
    ConnectionPlace(const ConnectionPlace&) = delete;
    ConnectionPlace& operator=(const ConnectionPlace&) = delete;
    ~ConnectionPlace();

private:
    ConnectionPlace(ConnectionLimits& limits, std::string address)
        : limits_(&limits), address_(std::move(address)) {}

    ConnectionLimits* limits_;
    std::string address_;
};

/// Lets the process open at least `count` files and sockets, as far as its hard limit goes:
/// Debian's soft limit of 1,024 is below kConnectionsMax.
void raise_open_files(std::size_t count);

}  // namespace cunji
