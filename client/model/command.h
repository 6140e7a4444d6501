#pragma once

#include <any>
#include <memory>
#include <type_traits>
#include <utility>

namespace cunji {

/// What a person did or a finished effect has brought. Each area has a variant of its own and says
/// so by declaring `Command as_command(Command)`; this class holds any of them, so that no area is
/// compiled anew when another changes.
class Command {
public:
    /// Takes an area's variant, or one alternative of it: `commands.push(home::Enter{})`.
    template <typename Given, typename Area = decltype(as_command(std::declval<Given>()))>
    // NOLINTNEXTLINE(google-explicit-constructor): see the example
    Command(Given given) : held_(std::make_shared<const std::any>(Area{std::move(given)})) {}

    /// The area's variant; nullptr when it is of another area.
    template <typename Area>
    [[nodiscard]] const Area* as() const {
        return std::any_cast<Area>(held_.get());
    }

private:
    std::shared_ptr<const std::any> held_;
};

}  // namespace cunji
