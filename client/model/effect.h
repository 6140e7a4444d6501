#pragma once

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
    Effect(Given given) : held_(std::make_shared<const Held<Area>>(Area{std::move(given)})) {}

    /// The area's variant; nullptr when it is of another area.
    template <typename Area>
    [[nodiscard]] const Area* as() const {
        const auto* held = dynamic_cast<const Held<Area>*>(held_.get());
        return held == nullptr ? nullptr : &held->value;
    }

private:
    struct Holder {
        Holder() = default;
        Holder(const Holder&) = delete;
        Holder& operator=(const Holder&) = delete;
        virtual ~Holder() = default;
    };

    template <typename Area>
    struct Held final : Holder {
        explicit Held(Area area) : value(std::move(area)) {}

        Area value;
    };

    std::shared_ptr<const Holder> held_;
};

}  // namespace cunji
