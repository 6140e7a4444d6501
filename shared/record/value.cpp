#include "shared/record/value.h"

#include "shared/json/json.h"

namespace cunji {

std::optional<Value> value_from_json(const Json& json) {
    if (json.is_null()) return Value{};
    if (json.is_boolean()) return Value{json.get<bool>()};
    if (json.is_number_integer()) return Value{json.get<std::int64_t>()};
    if (json.is_string()) return Value{json.get_ref<const std::string&>()};
    if (!json.is_array()) return std::nullopt;
    Value::List list;
    list.reserve(json.size());
    for (const Json& item : json) {
        std::optional<Value> element = value_from_json(item);
        if (!element) return std::nullopt;
        list.push_back(std::move(*element));
    }
    return Value{std::move(list)};
}

Json to_json(const Value& value) {
    if (const bool* boolean = value.boolean()) return *boolean;
    if (const std::int64_t* integer = value.integer()) return *integer;
    if (const std::string* text = value.text()) return *text;
    if (const Value::List* list = value.list()) {
        Json array = Json::array();
        for (const Value& item : *list)
            array.push_back(to_json(item));
        return array;
    }
    return nullptr;
}

}  // namespace cunji
