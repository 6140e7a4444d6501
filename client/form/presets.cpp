#include "client/form/presets.h"

#include "shared/base/china_time.h"

#include <charconv>

namespace cunji {

namespace {

constexpr Millis kDay = Millis{24} * 3600 * 1000;
constexpr std::size_t kDateLength = 10;
constexpr std::size_t kYearLength = 4;

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Json preset_value(const Field& field, const std::string& me, Millis now) {
    const std::string& preset = field.preset;
    if (field.type == FieldType::Choice) return preset;
    if (preset == "now") return china_minute(now) + std::string{kChinaTime};
    if (preset == "year") return number_of(china_minute(now).substr(0, kYearLength));
    if (preset == "me") {
        return field.merge == MergeRule::Set ? Json::array({me}) : Json(me);
    }
    const std::size_t plus = preset.find('+');
    const std::int64_t days =
        plus == std::string::npos ? 0 : number_of(std::string_view{preset}.substr(plus + 1));
    return china_minute(now + days * kDay).substr(0, kDateLength);
}

}  // namespace

void give_presets(RecordDraft& draft, const Json& preset, const std::string& me, Millis now) {
    for (const Field& field : draft.form->fields) {
        const auto given = preset.find(field.name);
        if (given != preset.end()) {
            draft.choose(field, *given);
        } else if (!field.preset.empty()) {
            draft.choose(field, preset_value(field, me, now));
        }
    }
}

}  // namespace cunji
