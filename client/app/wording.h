#pragma once

#include "shared/json/json.h"
#include "shared/policy/texts.h"
#include "shared/store/store.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// What names, values and messages look like to a person: labels of forms instead of codes, yuan
/// instead of fen, a household's name instead of its id.
class Wording {
public:
    Wording(const Store& store, const Texts& texts) : store_(store), texts_(texts) {}

    [[nodiscard]] const Texts& texts() const { return texts_; }

    [[nodiscard]] std::string say(const Message& message) const { return texts_(message); }

    /// The message with its "field" by the label that the kind's form gives it.
    [[nodiscard]] std::string say(const Message& message, std::string_view kind) const;

    [[nodiscard]] std::string label(const Label& label) const;
    /// Of a form or a field; the name itself when this node does not know it.
    [[nodiscard]] std::string kind(std::string_view kind) const;
    [[nodiscard]] std::string field(std::string_view kind, std::string_view name) const;

    /// One value, or a list in one line.
    [[nodiscard]] std::string value(const Field& field, const Json& value);

    /// What a record is called: its name, else its number; empty when it has none or is not here.
    [[nodiscard]] std::string title(const std::string& id);
    [[nodiscard]] std::string title(std::string_view kind, const Json& fields);

    /// The minute in China's time: "2026-11-21 14:05".
    [[nodiscard]] static std::string minute(Millis at);

private:
    [[nodiscard]] std::string one_value(const Field& field, const Json& value);

    const Store& store_;
    const Texts& texts_;
    std::map<std::string, std::string> titles_;  ///< of records, by id
};

/// Parts that are not empty, with a thin stroke between them.
std::string joined(const std::vector<std::string>& parts);

/// "-3.05" of -305 at scale 2.
std::string with_point(std::int64_t number, int scale);

}  // namespace cunji
