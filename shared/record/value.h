#pragma once

#include "shared/json/json_fwd.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cunji {

/// What a field can hold: nothing, a boolean, an integer within +-2^53, a text (UTF-8, NFC), or a
/// list of these. No fractions: money is in fen, area in 0.01 mu, places in 1e-7 degrees.
/// Equal means same type and same bytes.
class Value {
public:
    using List = std::vector<Value>;

    // NOLINTBEGIN(google-explicit-constructor): a value is what it is made of
    Value() = default;

    Value(std::nullptr_t) {}

    Value(bool value) : data_(value) {}

    Value(std::int64_t value) : data_(value) {}

    Value(int value) : data_(std::int64_t{value}) {}

    Value(std::string value) : data_(std::move(value)) {}

    Value(std::string_view value) : data_(std::string{value}) {}

    Value(const char* value) : data_(std::string{value}) {}

    Value(List value) : data_(std::move(value)) {}

    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] bool is_null() const { return data_.index() == 0; }

    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&data_); }

    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data_); }

    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data_); }

    [[nodiscard]] const List* list() const { return std::get_if<List>(&data_); }

    /// Orders by type (null, boolean, integer, text, list), then by value; texts by bytes.
    friend bool operator==(const Value& a, const Value& b) { return a.data_ == b.data_; }

    friend bool operator<(const Value& a, const Value& b) { return a.data_ < b.data_; }

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, List> data_;
};

/// nullopt for what no field can hold (an object).
std::optional<Value> value_from_json(const Json& json);
Json to_json(const Value& value);

}  // namespace cunji
