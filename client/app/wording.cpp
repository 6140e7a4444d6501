#include "client/app/wording.h"

#include "client/app/device.h"
#include "shared/base/china_time.h"
#include "shared/json/json.h"

namespace cunji {

namespace {

constexpr int kDegreeScale = 7;
constexpr int kHundredth = 2;  // fen of a yuan, the unit of areas of a mu

/// "2026-11-21 14:05" of "2026-11-21T14:05+08:00"; other zones stay to be seen.
std::string plain_time(std::string text) {
    const std::size_t mark = text.find('T');
    if (mark != std::string::npos) text[mark] = ' ';
    if (text.ends_with(kChinaTime)) text.resize(text.size() - kChinaTime.size());
    return text;
}

const Choice* choice_of(const Field& field, std::string_view code) {
    const int step = field.step_of(code);
    return step < 0 ? nullptr : &field.choices[static_cast<std::size_t>(step)];
}

}  // namespace

std::string with_point(std::int64_t number, int scale) {
    std::string text = std::to_string(number);
    if (scale == 0) return text;
    const std::size_t sign = number < 0 ? 1 : 0;
    const auto places = static_cast<std::size_t>(scale);
    if (text.size() - sign <= places) text.insert(sign, places + 1 - (text.size() - sign), '0');
    return text.insert(text.size() - places, 1, '.');
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += " | ";
        out += part;
    }
    return out;
}

std::string Wording::label(const Label& label) const {
    switch (texts_.language()) {
        case Language::Chinese:
            return label.zh;
        case Language::English:
            break;
    }
    return label.en;
}

std::string Wording::kind(std::string_view kind) const {
    const Form* form = store_.policy().find(kind);
    return form == nullptr ? std::string{kind} : label(form->label);
}

std::string Wording::field(std::string_view kind, std::string_view name) const {
    const Form* form = store_.policy().find(kind);
    const Field* field = form == nullptr ? nullptr : form->find(name);
    return field == nullptr ? std::string{name} : label(field->label);
}

std::string Wording::say(const Message& message, std::string_view kind) const {
    Message labelled = message;
    for (auto& [name, argument] : labelled.args) {
        if (name != "field") continue;
        const std::string label = field(kind, argument);
        // Who writes JSON needs the name as well.
        if (label != argument) {
            argument = texts_({"field.named", {{"label", label}, {"name", argument}}});
        }
    }
    return texts_(labelled);
}

std::string Wording::value(const Field& field, const Json& value) {
    if (!value.is_array()) return one_value(field, value);
    std::string out;
    for (const Json& item : value) {
        if (!out.empty()) out += texts_({"list.comma", {}});
        out += one_value(field, item);
    }
    return out;
}

std::string Wording::one_value(const Field& field, const Json& value) {
    if (value.is_null()) return texts_({"value.none", {}});
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        const auto with_unit = [&](const char* key, int scale) {
            return texts_({key, {{"number", with_point(number, scale)}}});
        };
        switch (field.type) {
            case FieldType::Money:
                return with_unit("value.money", kHundredth);
            case FieldType::Area:
                return with_unit("value.area", kHundredth);
            case FieldType::Degrees:
                return with_point(number, kDegreeScale);
            case FieldType::Decimal:
                return with_point(number, field.scale);
            case FieldType::Metres:  // its label says so
            case FieldType::Integer:
            case FieldType::Text:
            case FieldType::LongText:
            case FieldType::Date:
            case FieldType::Time:
            case FieldType::Tri:
            case FieldType::Choice:
            case FieldType::Choices:
            case FieldType::Reference:
            case FieldType::Photos:
            case FieldType::DrawnSignature:
            case FieldType::IdNumber:
            case FieldType::Phone:
                break;
        }
        return std::to_string(number);
    }
    if (!value.is_string()) return write_json(value);
    std::string text = value.get<std::string>();
    switch (field.type) {
        case FieldType::Tri:
            return texts_({"value." + text, {}});
        case FieldType::Choice:
        case FieldType::Choices: {
            const Choice* choice = choice_of(field, text);
            return choice == nullptr ? text : label(choice->label);
        }
        case FieldType::Time:
            return plain_time(std::move(text));
        case FieldType::Reference:
        case FieldType::Photos: {
            std::string name = title(text);
            return name.empty() ? text : name;
        }
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Date:
        case FieldType::Degrees:
        case FieldType::Metres:
        case FieldType::DrawnSignature:
        case FieldType::IdNumber:
        case FieldType::Phone:
            break;
    }
    return text;
}

std::string Wording::title(const std::string& id) {
    const auto known = titles_.find(id);
    if (known != titles_.end()) return known->second;
    std::string title;
    const std::optional<RecordKey> key = find_record(store_, id);
    const TypedTable* table = key ? store_.table(key->kind) : nullptr;
    if (table != nullptr) {
        Json fields = Json::object();
        const Values values = table->read(store_.db(), id, key->scope).value_or(Values{});
        for (const auto& [name, value] : values)
            fields[name] = to_json(value);
        title = this->title(key->kind, fields);
    }
    // People who work here have a name before, and without, a record of them.
    if (title.empty()) {
        title = store_.db()
                    .text("SELECT name FROM known_person WHERE id = ?1", std::string_view{id})
                    .value_or("");
    }
    titles_.emplace(id, title);
    return title;
}

std::string Wording::title(std::string_view kind, const Json& fields) {
    const Form* form = store_.policy().find(kind);
    if (form == nullptr) return {};
    for (const char* search : {"name", "number"}) {
        for (const Field& field : form->fields) {
            const auto found = fields.find(field.name);
            if (field.search == search && found != fields.end() && !found->is_null()) {
                return value(field, *found);
            }
        }
    }
    return {};
}

std::string Wording::minute(Millis at) {
    return plain_time(china_minute(at));
}

}  // namespace cunji
