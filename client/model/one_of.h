#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace cunji {

template <typename Leaf, typename Variant>
struct IsAlternative : std::false_type {};

template <typename Leaf, typename... Leaves>
struct IsAlternative<Leaf, std::variant<Leaves...>>
    : std::bool_constant<(std::is_same_v<Leaf, Leaves> || ...)> {};

/// A value of one of several areas, each area being a variant of its own: a class and no alias, so
/// that it can be named before all areas are known.
template <typename... Areas>
struct OneOf {
    std::variant<Areas...> area;

    /// Takes an area's variant, or one alternative of it: `Command{home::Enter{}}`.
    template <typename Given>

    requires(std::is_same_v<Given, Areas> || ...) || (IsAlternative<Given, Areas>::value || ...)
        // NOLINTNEXTLINE(google-explicit-constructor): `commands.push(home::Enter{})` is the point
        OneOf(Given given)
        : area(wrap<Given, Areas...>(std::move(given))) {}

private:
    template <typename Given, typename First, typename... Rest>
    static std::variant<Areas...> wrap(Given given) {
        if constexpr (std::is_same_v<Given, First> || IsAlternative<Given, First>::value) {
            return First{std::move(given)};
        } else {
            return wrap<Given, Rest...>(std::move(given));
        }
    }
};

}  // namespace cunji
