#pragma once

#include "server/serving.h"
#include "shared/store/saving.h"
#include "sync/curl_transport.h"
#include "sync/session.h"

#include <memory>
#include <string>
#include <vector>

namespace cunji::bench {

inline constexpr const char* kVillage = "990101101201";

/// A device: its store, and its way to the server.
struct Phone {
    std::unique_ptr<Store> store;
    Enrolment enrolment;
    std::unique_ptr<CurlTransport> transport;
};

/// A person with one device at the server that serves `county` on this machine.
Phone enrol_phone(const std::string& county, std::uint16_t port, const std::string& name,
                  const std::string& village);

/// A real server and enrolled devices, as the product runs them.
class Field {
public:
    explicit Field(const std::string& folder);

    Phone enrol(const std::string& name);
    SyncReport sync(Phone& phone);

    [[nodiscard]] Clock& clock() { return clock_; }

    [[nodiscard]] Random& random() { return random_; }

private:
    std::string folder_;
    SystemClock clock_;
    SystemRandom random_;
    CountyServer server_;
    Compressor compressor_;
};

/// A visit whose op has about 600 bytes, with words and ids as the field has them.
SaveRequest a_visit(Random& random, std::int64_t number,
                    const std::vector<std::string>& households);

/// What the same bytes cost SQLite alone: a log table and a row table, `group` records a
/// transaction, WAL and FULL.
class Floor {
public:
    explicit Floor(const std::string& file);
    void insert(const std::vector<std::string>& ops, std::size_t group);

private:
    Database database_;
    std::int64_t next_ = 0;
};

/// The bytes of the last `most` visits' ops in a store, oldest first.
std::vector<std::string> last_visit_ops(const Store& store, std::int64_t most);

}  // namespace cunji::bench
