#pragma once

#include "server/node.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cunji {

/// Read-only connections beside the writer, lent to one request at a time.
class Readers {
public:
    explicit Readers(CountyFolder folder) : folder_(std::move(folder)) {}

    class Lease {
    public:
        Lease(Readers& home, std::unique_ptr<Store> store)
            : home_(home), store_(std::move(store)) {}

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        ~Lease() { home_.give_back(std::move(store_)); }

        const Store& operator*() const { return *store_; }

        const Store* operator->() const { return store_.get(); }

    private:
        Readers& home_;
        std::unique_ptr<Store> store_;
    };

    /// @throws DbError
    Lease lend();

private:
    void give_back(std::unique_ptr<Store> store);

    CountyFolder folder_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Store>> idle_;  ///< protected by mutex_
};

}  // namespace cunji
