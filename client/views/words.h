#pragma once

#include "shared/base/clock.h"
#include "shared/base/message.h"
#include "shared/policy/form.h"
#include "shared/policy/texts.h"

#include <string>
#include <string_view>

namespace cunji {

/// What turns state into words: the language, the forms' labels, and today.
struct Words {
    const Texts& texts;
    const Policy& policy;
    Millis now = 0;
    std::string today;  ///< "2026-11-21" in this machine's time zone

    [[nodiscard]] std::string say(const Message& message) const { return texts(message); }

    [[nodiscard]] std::string say(std::string_view key) const {
        return texts({std::string{key}, {}});
    }

    [[nodiscard]] const std::string& label(const Label& label) const;
    /// Of a form's field, or of one of its choices; what was asked for when it is not known.
    [[nodiscard]] std::string field(std::string_view kind, std::string_view name) const;
    [[nodiscard]] std::string choice(std::string_view kind, std::string_view field,
                                     std::string_view code) const;
};

}  // namespace cunji
