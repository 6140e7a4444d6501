#include "server/readers.h"

namespace cunji {

Readers::Lease Readers::lend() {
    std::unique_ptr<Store> store;
    {
        const std::lock_guard lock{mutex_};
        if (!idle_.empty()) {
            store = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!store) store = std::make_unique<Store>(open_county_reader(folder_));
    store->refresh_policy();
    return {*this, std::move(store)};
}

void Readers::give_back(std::unique_ptr<Store> store) {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(store));
}

}  // namespace cunji
