#pragma once

#include <any>
#include <memory>
#include <type_traits>
#include <utility>

namespace cunji {

/// I/O that an update asks for; of any area, as Command is (command.h). An area declares
/// `Effect as_effect(Effect)`.
class Effect {
public:
    /// Takes an area's variant, or one alternative of it: `out.effect(home::Load{})`.
    template <typename Given, typename Area = decltype(as_effect(std::declval<Given>()))>
    // NOLINTNEXTLINE(google-explicit-constructor): see the example
    Effect(Given given) : held_(std::make_shared<const std::any>(Area{std::move(given)})) {}

    /// The area's variant; nullptr when it is of another area.
    template <typename Area>
    [[nodiscard]] const Area* as() const {
        return std::any_cast<Area>(held_.get());
    }

private:
    std::shared_ptr<const std::any> held_;
};

}  // namespace cunji
