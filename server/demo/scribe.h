#pragma once

#include "server/demo/days.h"
#include "shared/store/saving.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji::demo {

/// A person with an account and a device.
struct Clerk {
    std::string name;
    Author author;
    Millis clock_ahead = 0;  ///< of the device's clock
};

/// How a change is made, when not in the usual way.
struct ChangeHow {
    std::optional<std::vector<OpId>> seen{};
    std::string why{};
};

/// Writes down what people did, as their devices would have: op by op, through the same checks as
/// a person's own save. Many actions share one transaction; an fsync each would take an hour.
class Scribe {
public:
    using NewRecord = std::pair<std::string, Json>;  ///< kind, fields

    Scribe(const Store& store, SeededRandom random);

    /// One action of a person that makes records; "@2" refers to the third. Each is marked as
    /// fictional. @throws Failure when the county would refuse it, which is a bug here.
    std::vector<RecordKey> add(const Clerk& clerk, const std::string& scope,
                               std::vector<NewRecord> records, const Moment& at);
    RecordKey add_one(const Clerk& clerk, const std::string& scope, const std::string& kind,
                      Json fields, const Moment& at);
    void change(const Clerk& clerk, const RecordKey& record, Json fields, const Moment& at,
                const ChangeHow& how = {});

    [[nodiscard]] std::vector<OpId> heads(const RecordKey& record) const;
    /// The id that the next record will get, if it is made at that time.
    [[nodiscard]] std::string next_id(const Moment& at) const;

    /// The lines go to their devices: each is signed there and known here.
    void finish();

    [[nodiscard]] std::int64_t ops() const { return ops_; }

    /// Records made, by kind.
    [[nodiscard]] const std::map<std::string, std::int64_t>& made() const { return made_; }

private:
    std::vector<Saved> save(const Clerk& clerk, const std::vector<SaveRequest>& group,
                            const Moment& at);

    const Store& store_;
    SeededRandom random_;
    std::optional<Transaction> transaction_;
    std::map<std::string, KeyPair> devices_;
    std::map<std::string, std::int64_t> made_;
    std::int64_t ops_ = 0;
    std::int64_t uncommitted_ = 0;
};

}  // namespace cunji::demo
