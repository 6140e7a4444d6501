#pragma once

#include "shared/base/check.h"
#include "shared/base/message.h"

#include <utility>
#include <variant>

namespace cunji {

/// A value, or the reason there is none: for outcomes that belong to the domain. A broken machine
/// throws instead; our own bug is a CHECK_THAT.
template <typename T, typename E = Message>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}

    // NOLINTNEXTLINE(google-explicit-constructor): likewise
    Result(E error) : content_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return content_.index() == 0; }

    [[nodiscard]] bool ok() const { return content_.index() == 0; }

    T& value() & {
        CHECK_THAT(ok());
        return std::get<0>(content_);
    }

    const T& value() const& {
        CHECK_THAT(ok());
        return std::get<0>(content_);
    }

    T&& value() && {
        CHECK_THAT(ok());
        return std::get<0>(std::move(content_));
    }

    T& operator*() & { return value(); }

    const T& operator*() const& { return value(); }

    T* operator->() { return &value(); }

    const T* operator->() const { return &value(); }

    const E& error() const {
        CHECK_THAT(!ok());
        return std::get<1>(content_);
    }

private:
    std::variant<T, E> content_;
};

}  // namespace cunji
