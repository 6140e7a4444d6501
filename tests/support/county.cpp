#include "tests/support/county.h"

#include "shared/base/uuid.h"
#include "shared/store/scopes.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <future>
#include <memory>

namespace cunji::test {

County::County(const std::string& folder, FakeClock& clock, Random& random)
    : folder_{folder, test::test_keys()},
      store_(open_county(folder_, random)),
      identity_(read_identity(store_)),
      nonces_(store_, random),
      writer_(std::move(store_), [this](const Store& store) { nonces_.persist(store); }),
      readers_(folder_),
      texts_(Language::Chinese),
      context_{folder_, identity_, clock, random, texts_, writer_, readers_, nonces_, compressor_},
      blobs_(std::make_unique<BlobService>(context_, blob_folder(folder))) {}

County::~County() {
    blobs_.reset();
    writer_.stop();
}

std::vector<Route> County::routes() {
    return all_routes(context_, *blobs_, [] { return HttpCounters{}; });
}

void County::write(const std::function<void(const Store&)>& work) {
    // Shared: the writer may still be inside set_value() when get() returns.
    const auto done = std::make_shared<std::promise<void>>();
    std::future<void> written = done->get_future();
    REQUIRE(writer_.submit(work, [done](const std::exception_ptr& error) {
        error ? done->set_exception(error) : done->set_value();
    }));
    written.get();
}

std::string County::add_person(const std::string& name, const std::string& role,
                               const std::string& scope) {
    std::string id;
    write([&](const Store& store) {
        id = new_uuid(context_.clock.now(), context_.random);
        put_account(store, {id, name, role, false});
        grant(store, id, scope, context_.clock.now());
    });
    return id;
}

std::string County::code_for(const std::string& person, const std::string& scope) {
    std::string code;
    write([&](const Store& store) {
        code = make_enrol_code(store, person, scope, context_.clock.now(), context_.random).code;
    });
    return code;
}

Store County::reader() const {
    return open_county_reader(folder_);
}

Phone::Phone(const std::string& folder, FakeClock& clock, Random& random)
    : folder_(folder), clock_(clock), random_(random), store_([&] {
          std::filesystem::create_directories(folder);
          return Store::open(folder + "/cunji.db", Database::Mode::ReadWrite, test::test_keys());
      }()) {}

void Phone::connect(County& county) {
    transport_ = std::make_unique<LoopbackTransport>(county.routes());
}

void Phone::join(const std::string& code) {
    const Result<Enrolment> enrolment =
        enrol_device(store_, *transport_, {"http://loopback", code}, clock_, compressor_);
    if (!enrolment.ok()) FAIL(enrolment.error().key);
}

Saved Phone::save(const std::string& kind, Json fields, std::string id, std::string why) {
    const std::optional<Enrolment> enrolment = read_enrolment(store_);
    REQUIRE(enrolment.has_value());
    SaveRequest request;
    request.kind = kind;
    request.scope = id.empty() ? kVillage : "";
    request.id = std::move(id);
    request.fields = std::move(fields);
    request.why = std::move(why);
    auto saved = save_group(store_, *enrolment->author(), {&request, 1}, clock_.now(), random_);
    if (!saved.ok()) FAIL(saved.error().front().message.key);
    return saved->front();
}

SyncOutcome Phone::sync() {
    const std::optional<Enrolment> enrolment = read_enrolment(store_);
    REQUIRE(enrolment.has_value());
    ServerLink link{store_, *enrolment, *transport_, compressor_};
    return sync_records(store_, link, clock_, {});
}

SyncReport Phone::must_sync() {
    SyncOutcome outcome = sync();
    if (outcome.problem) FAIL(outcome.problem->key);
    return outcome.report;
}

Values Phone::row(const std::string& kind, const std::string& id) const {
    return store_.table(kind)->read(store_.db(), id, kVillage).value_or(Values{});
}

std::string Phone::digest(const std::string& scope) const {
    return digest_of(store_, scope);
}

void Phone::reopen() {
    store_ = Store::open(file(), Database::Mode::ReadWrite, test::test_keys());
}

std::string digest_of(const Store& store, const std::string& scope) {
    return to_hex(scope_head(store.db(), scope).digest);
}

}  // namespace cunji::test
