#include "client/form/typing.h"

#include "client/app/wording.h"
#include "shared/base/china_time.h"
#include "shared/policy/field_check.h"
#include "shared/record/normalise.h"
#include "shared/store/typed_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace cunji {

namespace {

constexpr int kDegreeScale = 7;
constexpr std::size_t kDigitsMax = 16;  // of +-2^53

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Signs that Chinese keyboards give for those of numbers, as ASCII.
std::string narrowed(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSigns{
        {{"年", "-"}, {"月", "-"}, {"日", ""}, {"。", "."}, {"—", "-"}, {"　", " "}, {"−", "-"}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const auto* sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& entry) {
            return rest.starts_with(entry.first);
        });
        if (sign != kSigns.end()) {
            out += sign->second;
            i += sign->first.size();
            continue;
        }
        // U+FF01 to U+FF5E stand for U+0021 to U+007E.
        const bool wide =
            rest.size() >= 3 && rest[0] == '\xef' && (rest[1] == '\xbc' || rest[1] == '\xbd');
        if (wide) {
            const auto low = static_cast<unsigned>(static_cast<unsigned char>(rest[2])) & 0x3fU;
            const unsigned narrow = (rest[1] == '\xbc' ? 0x20U : 0x60U) + low;
            if (narrow > 0x20U && narrow < 0x7fU) {
                out += static_cast<char>(narrow);
                i += 3;
                continue;
            }
        }
        out += text[i++];
    }
    return out;
}

std::string without(std::string text, std::string_view signs) {
    text.erase(std::remove_if(text.begin(), text.end(),
                              [&](char c) { return signs.find(c) != std::string_view::npos; }),
               text.end());
    return text;
}

TypedValue wrong(const char* key, const Field& field) {
    return {nullptr, Message{key, {{"field", field.name}}}};
}

TypedValue read_number(const Field& field, std::string text) {
    text = without(std::move(text), ", ");
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.erase(0, 1);
    const auto scale = static_cast<std::size_t>(scale_of(field));
    std::string whole = text.substr(0, text.find('.'));
    std::string part = text.size() > whole.size() ? text.substr(whole.size() + 1) : std::string{};
    const auto digits = [](const std::string& some) {
        return std::all_of(some.begin(), some.end(), is_digit);
    };
    if (!digits(whole) || !digits(part) || (whole.empty() && part.empty())) {
        return wrong("form.typed.number", field);
    }
    while (part.size() > scale && part.back() == '0')
        part.pop_back();
    if (part.size() > scale) {
        if (scale == 0) return wrong("form.typed.whole", field);
        return {nullptr, Message{"form.typed.decimals",
                                 {{"field", field.name}, {"count", std::to_string(scale)}}}};
    }
    part.append(scale - part.size(), '0');
    std::string all = whole + part;
    all.erase(0, std::min(all.find_first_not_of('0'), all.size() - 1));
    if (all.size() > kDigitsMax) return wrong("form.typed.too_many_digits", field);
    std::int64_t number = 0;
    std::from_chars(all.data(), all.data() + all.size(), number);
    if (negative) number = -number;
    std::optional<Message> problem = check_integer(field, number);
    return {problem ? Json{} : Json(number), std::move(problem)};
}

/// The numbers in a text that holds nothing else but signs between them; empty when it does.
std::vector<std::string> numbers_in(std::string_view text, std::string_view between) {
    std::vector<std::string> out;
    bool inside = false;
    for (const char c : text) {
        if (is_digit(c)) {
            if (!inside) out.emplace_back();
            out.back() += c;
        } else if (between.find(c) == std::string_view::npos) {
            return {};
        }
        inside = is_digit(c);
    }
    return out;
}

std::string padded(const std::string& number) {
    return number.size() == 1 ? "0" + number : number;
}

/// "2026-11-03" of what means it; else the text as it is, for the check to refuse.
std::string iso_date(const std::string& text) {
    std::vector<std::string> numbers = numbers_in(text, "-/. ");
    if (numbers.size() == 1 && numbers[0].size() == 8) {
        const std::string all = numbers[0];
        numbers = {all.substr(0, 4), all.substr(4, 2), all.substr(6, 2)};
    }
    if (numbers.size() != 3) return text;
    return numbers[0] + '-' + padded(numbers[1]) + '-' + padded(numbers[2]);
}

/// "2026-11-03T09:05+08:00" of "2026-11-3 9:05".
std::string iso_time(const std::string& text) {
    const std::size_t gap = text.find_first_of("T ");
    if (gap == std::string::npos) return text;
    std::string clock = text.substr(gap + 1);
    clock.erase(0, std::min(clock.find_first_not_of(' '), clock.size()));
    const std::size_t zone = clock.find_first_of("Z+-");
    const std::string offset =
        zone == std::string::npos ? std::string{kChinaTime} : clock.substr(zone);
    const std::vector<std::string> numbers = numbers_in(clock.substr(0, zone), ":");
    if (numbers.size() < 2 || numbers.size() > 3) return text;
    std::string out =
        iso_date(text.substr(0, gap)) + 'T' + padded(numbers[0]) + ':' + padded(numbers[1]);
    if (numbers.size() == 3) out += ':' + padded(numbers[2]);
    return out + offset;
}

std::string phone_of(std::string text) {
    text = without(std::move(text), " ");
    if (text.starts_with("+86")) text.erase(0, 3);
    return text;
}

std::string id_number_of(std::string text) {
    text = without(std::move(text), " ");
    if (text.ends_with('x')) text.back() = 'X';
    return text;
}

}  // namespace

int scale_of(const Field& field) {
    switch (field.type) {
        case FieldType::Money:
        case FieldType::Area:
            return 2;
        case FieldType::Decimal:
            return field.scale;
        case FieldType::Degrees:
            return kDegreeScale;
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Integer:
        case FieldType::Date:
        case FieldType::Time:
        case FieldType::Tri:
        case FieldType::Choice:
        case FieldType::Choices:
        case FieldType::Metres:
        case FieldType::Reference:
        case FieldType::Photos:
        case FieldType::DrawnSignature:
        case FieldType::IdNumber:
        case FieldType::Phone:
            return 0;
    }
    return 0;
}

bool is_typed(const Field& field) {
    if (field.merge == MergeRule::Set) return false;
    switch (field.type) {
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Date:
        case FieldType::Time:
        case FieldType::Degrees:
        case FieldType::Metres:
        case FieldType::IdNumber:
        case FieldType::Phone:
            return true;
        case FieldType::Tri:
        case FieldType::Choice:
        case FieldType::Choices:
        case FieldType::Reference:
        case FieldType::Photos:
        case FieldType::DrawnSignature:
            return false;
    }
    return false;
}

TypedValue read_typed(const Field& field, std::string_view typed) {
    std::optional<std::string> text = normalise_text(typed);
    if (!text) return wrong("error.field.not_text", field);
    if (text->empty()) return {};
    if (holds_integer(field.type)) return read_number(field, narrowed(*text));
    switch (field.type) {
        case FieldType::Date:
            text = iso_date(narrowed(*text));
            break;
        case FieldType::Time:
            text = iso_time(narrowed(*text));
            break;
        case FieldType::IdNumber:
            text = id_number_of(narrowed(*text));
            break;
        case FieldType::Phone:
            text = phone_of(narrowed(*text));
            break;
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Tri:
        case FieldType::Choice:
        case FieldType::Choices:
        case FieldType::Degrees:
        case FieldType::Metres:
        case FieldType::Reference:
        case FieldType::Photos:
        case FieldType::DrawnSignature:
            break;
    }
    std::optional<Message> problem = check_text(field, *text);
    if (problem && field.type == FieldType::Time) problem->key = "form.typed.time";
    return {problem ? Json{} : Json(*text), std::move(problem)};
}

std::string typed_text(const Field& field, const Json& value) {
    if (value.is_number_integer()) {
        return with_point(value.get<std::int64_t>(), scale_of(field));
    }
    if (!value.is_string()) return {};
    std::string text = value.get<std::string>();
    if (field.type != FieldType::Time) return text;
    const std::size_t mark = text.find('T');
    if (mark == std::string::npos || !text.ends_with(kChinaTime)) return text;
    text[mark] = ' ';
    text.resize(text.size() - kChinaTime.size());
    return text;
}

}  // namespace cunji
