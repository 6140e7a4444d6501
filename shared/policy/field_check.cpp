#include "shared/policy/field_check.h"

#include "shared/base/bytes.h"
#include "shared/base/uuid.h"
#include "shared/policy/calendar.h"
#include "shared/policy/field_limits.h"
#include "shared/policy/numbers.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cunji {

namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

Message problem(const char* key, const Field& field, Args args = {}) {
    args.insert(args.begin(), {"field", field.name});
    return {key, std::move(args)};
}

std::optional<Message> unless(bool good, const char* key, const Field& field) {
    if (good) return std::nullopt;
    return problem(key, field);
}

/// Characters of a UTF-8 text, as Unicode counts them.
std::int64_t length_of(std::string_view text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
}

/// U+0000 to U+001F and U+007F to U+009F, but for line feed and tab where lines are allowed.
bool has_control_character(std::string_view text, bool lines_allowed) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (lines_allowed && (text[i] == '\n' || text[i] == '\t')) continue;
        if (byte < 0x20 || byte == 0x7f) return true;
        const bool two_bytes = byte == 0xc2 && i + 1 < text.size();
        if (two_bytes && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
    }
    return false;
}

std::optional<Message> check_words(const Field& field, std::string_view text) {
    const bool is_long = field.type == FieldType::LongText;
    if (has_control_character(text, is_long)) {
        return problem(is_long ? "error.field.control_character" : "error.field.one_line", field);
    }
    const std::int64_t length = length_of(text);
    const std::int64_t max =
        field.max_length.value_or(is_long ? kLongTextLengthMax : kTextLengthMax);
    if (length <= max) return std::nullopt;
    return problem("error.field.too_long", field,
                   {{"max", std::to_string(max)}, {"length", std::to_string(length)}});
}

std::optional<Message> check_day(const Field& field, DateOutcome outcome) {
    switch (outcome) {
        case DateOutcome::Good:
            return std::nullopt;
        case DateOutcome::Malformed:
            return problem(field.type == FieldType::Date ? "error.field.date" : "error.field.time",
                           field);
        case DateOutcome::OutOfRange:
            break;
    }
    return problem("error.field.date_range", field,
                   {{"first", std::to_string(kYearMin)}, {"last", std::to_string(kYearMax)}});
}

/// The number itself is not in the message: messages reach logs.
std::optional<Message> check_id_number(const Field& field, std::string_view text) {
    const std::optional<IdNumberFault> fault = id_number_fault(text);
    if (!fault) return std::nullopt;
    switch (*fault) {
        case IdNumberFault::Length:
            return problem("error.field.id_length", field,
                           {{"length", std::to_string(length_of(text))}});
        case IdNumberFault::Digits:
            return problem("error.field.id_digits", field);
        case IdNumberFault::SmallX:
            return problem("error.field.id_small_x", field);
        case IdNumberFault::Birth:
            return problem("error.field.id_birth", field);
        case IdNumberFault::CheckDigit:
            return problem("error.field.id_check", field);
    }
    return problem("error.field.id_digits", field);
}

/// Digits behind the point of what people see; the value is the number without the point.
int scale_of(const Field& field) {
    if (field.type == FieldType::Money || field.type == FieldType::Area) return 2;
    return field.type == FieldType::Decimal ? field.scale : 0;
}

/// "-3.05" of -305 at scale 2.
std::string with_point(std::int64_t number, int scale) {
    std::string text = std::to_string(number);
    if (scale == 0) return text;
    const std::size_t sign = number < 0 ? 1 : 0;
    const auto places = static_cast<std::size_t>(scale);
    if (text.size() - sign <= places) text.insert(sign, places + 1 - (text.size() - sign), '0');
    return text.insert(text.size() - places, 1, '.');
}

std::optional<Message> check_range(const Field& field, std::int64_t number, std::int64_t min,
                                   std::int64_t max) {
    const int scale = scale_of(field);
    if (number < min) {
        return problem("error.field.too_small", field, {{"min", with_point(min, scale)}});
    }
    if (number > max) {
        return problem("error.field.too_large", field, {{"max", with_point(max, scale)}});
    }
    return std::nullopt;
}

}  // namespace

bool holds_integer(FieldType type) {
    switch (type) {
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Degrees:
        case FieldType::Metres:
            return true;
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
            return false;
    }
    return false;
}

std::optional<Message> check_text(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::Text:
        case FieldType::LongText:
            return check_words(field, text);
        case FieldType::Date:
            return check_day(field, check_date(text));
        case FieldType::Time:
            return check_day(field, check_time(text));
        case FieldType::Tri:
            return unless(text == "yes" || text == "no" || text == "unknown", "error.field.tri",
                          field);
        case FieldType::Choice:
        case FieldType::Choices:
            if (field.step_of(text) >= 0) return std::nullopt;
            return problem("error.field.choice", field, {{"value", std::string(text)}});
        case FieldType::Reference:
            return unless(is_uuid(text), "error.field.reference", field);
        case FieldType::Photos:
            return unless(is_uuid(text), "error.field.photos", field);
        case FieldType::DrawnSignature:
            return unless(array_from_hex<32>(text).has_value(), "error.field.signature", field);
        case FieldType::IdNumber:
            return check_id_number(field, text);
        case FieldType::Phone:
            return unless(is_phone(text), "error.field.phone", field);
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Degrees:
        case FieldType::Metres:
            break;
    }
    return problem("error.field.not_number", field);
}

std::optional<Message> check_integer(const Field& field, std::int64_t number) {
    if (!holds_integer(field.type)) return problem("error.field.not_text", field);
    if (field.type == FieldType::Degrees) {
        const std::int64_t degrees = field.name.ends_with("_lat") ? 90 : 180;
        if (number >= -degrees * kDegreeUnits && number <= degrees * kDegreeUnits) {
            return std::nullopt;
        }
        return problem("error.field.degrees", field, {{"max", std::to_string(degrees)}});
    }
    // A form cannot allow what JSON readers would round.
    return check_range(field, number, std::max(field.min.value_or(-kIntegerMax), -kIntegerMax),
                       std::min(field.max.value_or(kIntegerMax), kIntegerMax));
}

}  // namespace cunji
