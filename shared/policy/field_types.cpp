#include "shared/policy/field_types.h"

#include <array>

namespace cunji {

namespace {

constexpr auto kTypeWords =
    std::to_array<PolicyWord<FieldType>>({{"text", FieldType::Text},
                                          {"long_text", FieldType::LongText},
                                          {"integer", FieldType::Integer},
                                          {"decimal", FieldType::Decimal},
                                          {"money", FieldType::Money},
                                          {"area", FieldType::Area},
                                          {"date", FieldType::Date},
                                          {"time", FieldType::Time},
                                          {"tri", FieldType::Tri},
                                          {"choice", FieldType::Choice},
                                          {"choices", FieldType::Choices},
                                          {"location", FieldType::Degrees},
                                          {"reference", FieldType::Reference},
                                          {"photos", FieldType::Photos},
                                          {"signature", FieldType::DrawnSignature},
                                          {"id_number", FieldType::IdNumber},
                                          {"phone", FieldType::Phone}});

// What a type can be merged by; the first is what it is merged by when the file says nothing.
constexpr auto kPlainMerges = std::to_array<PolicyWord<MergeRule>>(
    {{"latest", MergeRule::Latest}, {"keep_both", MergeRule::KeepBoth}});
constexpr auto kOrderedMerges =
    std::to_array<PolicyWord<MergeRule>>({{"latest", MergeRule::Latest},
                                          {"keep_both", MergeRule::KeepBoth},
                                          {"max", MergeRule::Max},
                                          {"min", MergeRule::Min}});
constexpr auto kTextMerges =
    std::to_array<PolicyWord<MergeRule>>({{"latest", MergeRule::Latest},
                                          {"keep_both", MergeRule::KeepBoth},
                                          {"append", MergeRule::Append}});
constexpr auto kChoiceMerges =
    std::to_array<PolicyWord<MergeRule>>({{"latest", MergeRule::Latest},
                                          {"keep_both", MergeRule::KeepBoth},
                                          {"status", MergeRule::Status}});
constexpr auto kReferenceMerges = std::to_array<PolicyWord<MergeRule>>(
    {{"latest", MergeRule::Latest}, {"keep_both", MergeRule::KeepBoth}, {"set", MergeRule::Set}});
constexpr auto kSetMerges = std::to_array<PolicyWord<MergeRule>>({{"set", MergeRule::Set}});

}  // namespace

std::span<const PolicyWord<FieldType>> type_words() {
    return kTypeWords;
}

std::span<const PolicyWord<MergeRule>> merges_of(FieldType type) {
    switch (type) {
        case FieldType::Text:
        case FieldType::LongText:
            return kTextMerges;
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Area:
        case FieldType::Date:
        case FieldType::Time:
            return kOrderedMerges;
        case FieldType::Choice:
            return kChoiceMerges;
        case FieldType::Choices:
        case FieldType::Photos:
            return kSetMerges;
        case FieldType::Reference:
            return kReferenceMerges;
        case FieldType::Tri:
        case FieldType::Degrees:
        case FieldType::Metres:
        case FieldType::DrawnSignature:
        case FieldType::IdNumber:
        case FieldType::Phone:
            return kPlainMerges;
    }
    return kPlainMerges;
}

bool key_fits(std::string_view key, FieldType type) {
    const bool text = type == FieldType::Text || type == FieldType::LongText;
    const bool number = type == FieldType::Integer || type == FieldType::Decimal ||
                        type == FieldType::Money || type == FieldType::Area;
    if (key == "choices") return type == FieldType::Choice || type == FieldType::Choices;
    if (key == "ref") return type == FieldType::Reference;
    if (key == "scale") return type == FieldType::Decimal;
    if (key == "max_length") return text;
    if (key == "min" || key == "max") return number;
    if (key == "search") {
        return text || type == FieldType::Integer || type == FieldType::IdNumber ||
               type == FieldType::Phone;
    }
    return type != FieldType::Degrees;  // "unit", "computed": a location is a unit by itself
}

std::string word_of(FieldType type) {
    for (const auto& entry : kTypeWords) {
        if (entry.value == type) return std::string(entry.word);
    }
    return {};
}

}  // namespace cunji
