#pragma once

#include "shared/base/random.h"
#include "shared/store/store.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace cunji {

/// The numbers that make each signed request good for one time. A nonce lives until used or for
/// kNonceLifeMillis, over a restart too. Changes are kept in memory and ride along with the
/// writer's next commit: a crash between them costs a device one 401, which it repeats by itself.
class Nonces {
public:
    Nonces(const Store& store, Random& random);

    std::string issue(const std::string& device, Millis now);
    /// Whether use() would be true now; uses nothing up.
    bool is_good(const std::string& device, const std::string& nonce, Millis now);
    /// True once for each nonce issued to that device.
    bool use(const std::string& device, const std::string& nonce, Millis now);

    /// Writes the changes since the last call; inside the writer's transaction.
    void persist(const Store& store);

private:
    Random& random_;
    // State below is protected by mutex_.
    std::mutex mutex_;
    std::map<std::string, std::map<std::string, Millis>> issued_;  ///< device, nonce, when
    std::set<std::pair<std::string, std::string>> changed_;
};

}  // namespace cunji
