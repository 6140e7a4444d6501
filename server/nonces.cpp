#include "server/nonces.h"

#include "shared/base/bytes.h"
#include "shared/wire/limits.h"

#include <algorithm>

namespace cunji {

Nonces::Nonces(const Store& store, Random& random) : random_(random) {
    Query query = store.db().query("SELECT device, nonce, issued FROM nonce");
    while (query.step())
        issued_[query.str(0)][query.str(1)] = query.integer(2);
}

std::string Nonces::issue(const std::string& device, Millis now) {
    const std::lock_guard lock{mutex_};
    std::map<std::string, Millis>& mine = issued_[device];
    if (mine.size() >= kNoncesPerDeviceMax) {
        const auto oldest =
            std::min_element(mine.begin(), mine.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        changed_.emplace(device, oldest->first);
        mine.erase(oldest);
    }
    std::string nonce = to_hex64(random_.next64());
    mine.emplace(nonce, now);
    changed_.emplace(device, nonce);
    return nonce;
}

bool Nonces::is_good(const std::string& device, const std::string& nonce, Millis now) {
    const std::lock_guard lock{mutex_};
    const auto mine = issued_.find(device);
    if (mine == issued_.end()) return false;
    const auto found = mine->second.find(nonce);
    return found != mine->second.end() && now - found->second <= kNonceLifeMillis;
}

bool Nonces::use(const std::string& device, const std::string& nonce, Millis now) {
    const std::lock_guard lock{mutex_};
    const auto mine = issued_.find(device);
    if (mine == issued_.end()) return false;
    const auto found = mine->second.find(nonce);
    if (found == mine->second.end()) return false;
    const bool fresh = now - found->second <= kNonceLifeMillis;
    mine->second.erase(found);
    changed_.emplace(device, nonce);
    return fresh;
}

void Nonces::persist(const Store& store) {
    const std::lock_guard lock{mutex_};
    for (const auto& [device, nonce] : changed_) {
        const auto mine = issued_.find(device);
        const bool alive = mine != issued_.end() && mine->second.contains(nonce);
        if (alive) {
            store.db().run(
                "INSERT OR IGNORE INTO nonce (device, nonce, issued) VALUES (?1, ?2, ?3)",
                std::string_view{device}, std::string_view{nonce}, mine->second.at(nonce));
        } else {
            store.db().run("DELETE FROM nonce WHERE device = ?1 AND nonce = ?2",
                           std::string_view{device}, std::string_view{nonce});
        }
    }
    changed_.clear();
}

}  // namespace cunji
