#pragma once

#include "server/serving.h"
#include "shared/json/json.h"
#include "shared/store/saving.h"
#include "sync/session.h"
#include "tests/support/fake_clock.h"
#include "tests/support/loopback_transport.h"
#include "tests/support/temp_dir.h"

#include <memory>
#include <optional>
#include <string>

namespace cunji::test {

inline constexpr const char* kVillage = "990101101201";
inline constexpr const char* kOtherVillage = "990101101202";

/// The parts of a server, without sockets. Real files, real writer thread.
class County {
public:
    explicit County(const std::string& folder, FakeClock& clock, Random& random);
    County(const County&) = delete;
    County& operator=(const County&) = delete;
    ~County();

    [[nodiscard]] std::vector<Route> routes();
    /// A person with a right to the scope, and a code to enrol a device with.
    std::string add_person(const std::string& name, const std::string& role,
                           const std::string& scope);
    std::string code_for(const std::string& person, const std::string& scope);
    /// Runs in a transaction of the writer.
    void write(const std::function<void(const Store&)>& work);
    /// A reader of the county's file.
    [[nodiscard]] Store reader() const;

    [[nodiscard]] const Identity& identity() const { return identity_; }

    [[nodiscard]] ServerContext& context() { return context_; }

private:
    CountyFolder folder_;
    Store store_;
    Identity identity_;
    Nonces nonces_;
    Writer writer_;
    Readers readers_;
    Texts texts_;
    Compressor compressor_;
    ServerContext context_;
    std::unique_ptr<BlobService> blobs_;
};

/// A field device with a loopback link; its store is a real file.
class Phone {
public:
    Phone(const std::string& folder, FakeClock& clock, Random& random);

    void connect(County& county);
    /// Enrols with a code; fails the test when it cannot.
    void join(const std::string& code);

    /// Saves; fails the test when it is refused.
    Saved save(const std::string& kind, Json fields, std::string id = {}, std::string why = {});
    SyncOutcome sync();
    /// A sync that must succeed.
    SyncReport must_sync();

    [[nodiscard]] Store& store() { return store_; }

    [[nodiscard]] LoopbackTransport& link() { return *transport_; }

    [[nodiscard]] Values row(const std::string& kind, const std::string& id) const;
    [[nodiscard]] std::string digest(const std::string& scope = kVillage) const;

    [[nodiscard]] std::string file() const { return folder_ + "/cunji.db"; }

    /// Opens the file again: the same device after a restart, or a copy put in its place.
    void reopen();

    /// Closes the database, so that its file can be replaced.
    void close() { store_ = Store::open(":memory:", Database::Mode::ReadWrite, nullptr); }

private:
    std::string folder_;
    FakeClock& clock_;
    Random& random_;
    Store store_;
    Compressor compressor_;
    std::unique_ptr<LoopbackTransport> transport_;
};

std::string digest_of(const Store& store, const std::string& scope = kVillage);

}  // namespace cunji::test
