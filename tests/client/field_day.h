#pragma once

#include "client/app/recording.h"
#include "client/app/syncing.h"
#include "tests/support/county.h"
#include "tests/support/test_keys.h"

#include <memory>
#include <string>

namespace cunji::test {

/// A person's device as the programs open it, with a loopback link to its county unless another is
/// given.
class Desk {
public:
    Desk(const std::string& folder, FakeClock& clock, Random& random)
        : device_(FieldDevice::open(folder, test::test_keys(), clock, random, Language::English)) {}

    /// Makes a person of that role in the county and enrols the device with their code.
    void join(County& county, const std::string& name, const std::string& role,
              const std::string& scope = kVillage);
    /// Enrols the device with the code over that way to the server, which it keeps.
    void join(std::unique_ptr<Transport> way, const std::string& server, const std::string& code);

    /// Must be saved.
    std::vector<SavedRecord> save_all(const std::string& kind, const Json& json);
    SavedRecord save(const std::string& kind, const Json& json);
    /// Must be refused, and nothing of it written.
    std::vector<SaveProblem> refuse(const std::string& kind, const Json& json);
    /// Must go well.
    RoundResult sync();

    [[nodiscard]] Values row(const std::string& kind, const std::string& id) const;
    [[nodiscard]] std::int64_t ops() const;

    /// @pre it joined a county in this process.
    [[nodiscard]] LoopbackTransport& link() { return *loopback_; }

    [[nodiscard]] Transport& transport() { return *transport_; }

    [[nodiscard]] FieldDevice& device() { return device_; }

    [[nodiscard]] const Store& store() const { return device_.store(); }

    [[nodiscard]] const std::string& person() const { return person_; }

private:
    FieldDevice device_;
    std::unique_ptr<Transport> transport_;
    LoopbackTransport* loopback_ = nullptr;  ///< transport_, when it is one
    std::string person_;
};

/// A county, and the first secretary of a village in it.
struct FieldDay {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    County county{folder.file("county"), clock, random};
    Desk ann{folder.file("ann"), clock, random};

    FieldDay() { ann.join(county, "安娜", "first_secretary"); }

    /// Somebody else with a device of their own.
    Desk another(const std::string& name, const std::string& role) {
        Desk desk{folder.file(name), clock, random};
        desk.join(county, name, role);
        return desk;
    }
};

Json a_household(const std::string& head = "王铁柱");
Json a_visit(const std::string& household, const std::string& visitor);

/// Whether some finding of the rule is about the field; an empty field is any.
bool has_finding(const std::vector<Finding>& findings, std::string_view rule,
                 std::string_view field = {});

}  // namespace cunji::test
