#include "sync/curl_transport.h"
#include "tests/support/county.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

/// A real server on a real socket, a link that can be cut, and one phone.
class CutLink {
public:
    CutLink()
        : server_({folder_.file("county"), test::test_keys()}, {}, clock_, random_),
          proxy_((server_.start(), server_.port())) {
        SystemRandom random;
        Store store = Store::open(county_file(folder_.file("county")), Database::Mode::ReadWrite,
                                  test::test_keys());
        put_account(store, {person_, "Ann", "first_secretary", false});
        const std::string code =
            make_enrol_code(store, person_, kVillage, clock_.now(), random).code;
        auto link = CurlTransport::open({address()});
        REQUIRE(link.ok());
        phone_store_ =
            Store::open(folder_.file("phone.db"), Database::Mode::ReadWrite, test::test_keys());
        REQUIRE(enrol_device(phone_store_, **link, {address(), code}, clock_, compressor_).ok());
        enrolment_ = *read_enrolment(phone_store_);
    }

    void save_one() {
        SaveRequest request;
        request.kind = "household";
        request.scope = kVillage;
        request.fields = {{"head_name", "户主" + std::to_string(++saved_)}};
        REQUIRE(save_group(phone_store_, *enrolment_.author(), {&request, 1}, clock_.now(), random_)
                    .ok());
    }

    SyncOutcome sync() {
        auto transport = CurlTransport::open({address()});
        REQUIRE(transport.ok());
        ServerLink link{phone_store_, enrolment_, **transport, compressor_};
        return sync_records(phone_store_, link, clock_, {});
    }

    [[nodiscard]] std::int64_t held_by_server() {
        const Store reader = open_county_reader({folder_.file("county"), test::test_keys()});
        return reader.db().integer("SELECT count(*) FROM op").value_or(-1);
    }

    [[nodiscard]] std::string digest_of_server() {
        return digest_of(open_county_reader({folder_.file("county"), test::test_keys()}));
    }

    [[nodiscard]] CuttingProxy& proxy() { return proxy_; }

    [[nodiscard]] const Store& phone() const { return phone_store_; }

    [[nodiscard]] std::int64_t saved() const { return saved_; }

private:
    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(proxy_.port());
    }

    TempDir folder_;
    FakeClock clock_;
    SystemRandom random_;
    CountyServer server_;
    CuttingProxy proxy_;
    Compressor compressor_;
    std::string person_ = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10";
    Store phone_store_ = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    Enrolment enrolment_;
    std::int64_t saved_ = 0;
};

/// Cuts one whole exchange (hello, push, pull) after each number of bytes up to `most`.
void cut_at_each(CutLink& link, bool up, std::int64_t most) {
    for (std::int64_t bytes = 0; bytes < most; ++bytes) {
        link.save_one();
        link.proxy().cut_after(up ? bytes : CuttingProxy::kNever,
                               up ? CuttingProxy::kNever : bytes);
        const SyncOutcome cut = link.sync();
        // The last bytes may be those of the answer that nobody needs any more; but what the phone
        // takes for held is held.
        const SyncStatus status = sync_status(link.phone());
        REQUIRE(status.acknowledged <= link.held_by_server());
        link.proxy().cut_after(CuttingProxy::kNever, CuttingProxy::kNever);
        const SyncOutcome whole = link.sync();
        if (whole.problem) FAIL(whole.problem->key << " after a cut at byte " << bytes);
        REQUIRE(link.held_by_server() == link.saved());
        REQUIRE(sync_status(link.phone()).on_device == 0);
        (void)cut;
    }
}

}  // namespace

TEST_CASE("an exchange cut at every byte, either way, has one effect") {
    CutLink link;
    link.save_one();
    REQUIRE_FALSE(link.sync().problem.has_value());
    link.save_one();
    REQUIRE_FALSE(link.sync().problem.has_value());
    const std::int64_t up = link.proxy().passed_up();
    const std::int64_t down = link.proxy().passed_down();
    CHECK(up > 500);
    CHECK(down > 300);
    cut_at_each(link, true, up);
    cut_at_each(link, false, down);
    CHECK(digest_of(link.phone()) == link.digest_of_server());
}

}  // namespace cunji::test
