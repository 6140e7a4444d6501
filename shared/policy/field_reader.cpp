#include "shared/policy/field_reader.h"

#include "shared/policy/field_limits.h"
#include "shared/policy/field_types.h"
#include "shared/policy/texts.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr auto kSearchWords = std::to_array<std::string_view>({"name", "number", "text"});
constexpr auto kReserved = std::to_array<std::string_view>({"id", "kind", "scope", "op"});
constexpr std::size_t kCodeMax = 40;

std::string read_name(PolicyNode& node) {
    node.need("name");
    std::string name = node.text("name");
    if (!is_policy_name(name)) {
        node.refuse("error.policy.bad_name", "name", {{"what", name}});
    } else if (std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved)) {
        node.refuse("error.policy.reserved_name", "name", {{"what", name}});
    }
    return name;
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= kCodeMax &&
           std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

void read_choices(PolicyNode& node, Field& field) {
    for (PolicyNode& entry : node.objects("choices")) {
        entry.allow({"code", "label", "when"});
        entry.need("code");
        entry.need("label");
        Choice choice{entry.text("code"), entry.label("label"), entry.text("when")};
        if (!choice.when.empty() && field.merge == MergeRule::Status) {
            // Its transitions say what is offered; two answers to that would differ one day.
            entry.refuse("error.policy.when_status", "when");
        }
        if (!is_code(choice.code)) {
            entry.refuse("error.policy.bad_code", "code", {{"what", choice.code}});
        }
        if (field.step_of(choice.code) >= 0) {
            entry.refuse("error.policy.duplicate_choice", "code", {{"what", choice.code}});
        }
        field.choices.push_back(std::move(choice));
    }
}

void read_transitions(PolicyNode& node, Field& field) {
    if (node.has("transitions") && field.merge != MergeRule::Status) {
        node.refuse("error.policy.transitions_without_status", "transitions");
    }
    if (field.merge == MergeRule::Status) node.need("transitions");
    for (PolicyNode& entry : node.objects("transitions")) {
        entry.allow({"from", "to", "who"});
        for (const std::string_view key : {"from", "to", "who"})
            entry.need(key);
        Transition step{entry.text("from"), entry.text("to"),
                        entry.some_of<Tier>("who", kTierWords)};
        for (const auto& [key, code] : {std::pair{"from", step.from}, std::pair{"to", step.to}}) {
            if (field.step_of(code) < 0) {
                entry.refuse("error.policy.transition_code", key, {{"value", code}});
            }
        }
        for (const Transition& other : field.transitions) {
            if (other.from != step.from || other.to != step.to) continue;
            entry.refuse("error.policy.duplicate_transition", "from",
                         {{"from", step.from}, {"to", step.to}});
        }
        field.transitions.push_back(std::move(step));
    }
}

void read_merge(PolicyNode& node, Field& field) {
    const auto merges = merges_of(field.type);
    field.merge = merges.front().value;
    const std::string word = node.text("merge");
    if (node.has("computed")) {
        field.computed = node.text("computed");
        field.merge = MergeRule::Computed;
        // Nobody writes it, so nothing about writing or merging can be said of it.
        for (const std::string_view key :
             {"merge", "conflict", "required", "unit", "transitions", "write"}) {
            if (node.has(key)) {
                node.refuse("error.policy.key_computed", key, {{"what", std::string(key)}});
            }
        }
    } else if (!word.empty()) {
        const auto fitting = std::find_if(merges.begin(), merges.end(),
                                          [&](const auto& entry) { return entry.word == word; });
        if (fitting == merges.end()) {
            node.refuse(
                "error.policy.merge_type", "merge",
                {{"what", word}, {"type", word_of(field.type)}, {"allowed", list_words(merges)}});
        } else {
            field.merge = fitting->value;
        }
    }
    field.flagged = node.flag("conflict");
    if (field.flagged && (field.merge == MergeRule::Set || field.merge == MergeRule::Append)) {
        // All elements and all entries stay: there is nothing to choose between.
        node.refuse("error.policy.conflict_merge", "conflict");
    }
    field.unit = node.text("unit");
    if (node.has("unit")) {
        if (!is_policy_name(field.unit)) {
            node.refuse("error.policy.bad_name", "unit", {{"what", field.unit}});
        }
        if (field.merge != MergeRule::Latest && field.merge != MergeRule::KeepBoth) {
            node.refuse("error.policy.unit_merge", "unit", {{"what", field.unit}});
        }
    }
}

void read_limits(PolicyNode& node, Field& field) {
    for (const std::string_view key :
         {"choices", "ref", "scale", "max_length", "min", "max", "search", "unit", "computed"}) {
        if (!node.has(key) || key_fits(key, field.type)) continue;
        node.refuse("error.policy.key_type", key,
                    {{"what", std::string(key)}, {"type", word_of(field.type)}});
    }
    for (const std::string_view key : {"choices", "ref", "scale"}) {
        if (key_fits(key, field.type)) node.need(key);
    }
    if (const auto scale = node.integer("scale")) {
        if (*scale < 1 || *scale > kScaleMax) node.refuse("error.policy.scale", "scale");
        field.scale = static_cast<int>(std::clamp(*scale, std::int64_t{0}, kScaleMax));
    }
    field.min = node.integer("min");
    field.max = node.integer("max");
    if (field.min && field.max && *field.min > *field.max) {
        node.refuse("error.policy.range", "min");
    }
    field.max_length = node.integer("max_length");
    if (field.max_length && (*field.max_length < 1 || *field.max_length > kLongTextLengthMax)) {
        node.refuse("error.policy.max_length", "max_length",
                    {{"max", std::to_string(kLongTextLengthMax)}});
    }
}

void read_search(PolicyNode& node, Field& field) {
    field.search = node.text("search");
    if (field.search.empty()) return;
    const bool text = field.type == FieldType::Text || field.type == FieldType::LongText;
    if (std::find(std::begin(kSearchWords), std::end(kSearchWords), field.search) ==
        std::end(kSearchWords)) {
        node.refuse(
            "error.policy.unknown_word", "search",
            {{"what", "search"}, {"value", field.search}, {"allowed", "name, number, text"}});
    } else if (!text && field.search != "number") {
        node.refuse("error.policy.search_type", "search", {{"type", word_of(field.type)}});
    }
}

void read_reference(PolicyNode& node, const FieldSurroundings& around, Field& field) {
    field.ref = node.text("ref");
    if (field.ref.empty() || field.ref == "*" || around.kinds.contains(field.ref)) return;
    node.refuse("error.policy.unknown_kind", "ref", {{"value", field.ref}});
}

/// "today+15": a whole number of days.
bool is_day_preset(std::string_view text) {
    constexpr std::string_view kToday = "today";
    if (!text.starts_with(kToday)) return false;
    text.remove_prefix(kToday.size());
    if (text.empty()) return true;
    if (text.front() != '+' || text.size() < 2 || text.size() > 4) return false;
    text.remove_prefix(1);
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void read_preset(PolicyNode& node, Field& field) {
    field.preset = node.text("preset");
    if (field.preset.empty()) return;
    const std::string& preset = field.preset;
    const bool fits = (field.type == FieldType::Reference && preset == "me") ||
                      (field.type == FieldType::Time && preset == "now") ||
                      (field.type == FieldType::Date && is_day_preset(preset)) ||
                      (field.type == FieldType::Integer && preset == "year") ||
                      (field.type == FieldType::Choice && field.step_of(preset) >= 0);
    if (!fits || field.merge == MergeRule::Computed) {
        node.refuse("error.policy.preset", "preset",
                    {{"what", preset}, {"type", word_of(field.type)}});
    }
}

/// The three fields of a "location": set together or not at all.
std::array<Field, 3> parts_of(const Field& location) {
    const Texts zh(Language::Chinese);
    const Texts en(Language::English);
    const auto part = [&](const char* suffix, FieldType type, const char* text) {
        Field field = location;
        field.name += suffix;
        field.type = type;
        field.unit = location.name;
        field.label = {zh({text, {{"label", location.label.zh}}}),
                       en({text, {{"label", location.label.en}}})};
        return field;
    };
    std::array<Field, 3> parts{part("_lat", FieldType::Degrees, "location.lat"),
                               part("_lon", FieldType::Degrees, "location.lon"),
                               part("_acc", FieldType::Metres, "location.acc")};
    parts[1].section = parts[2].section = {};
    parts[2].required = false;  // a place shown on a map has no accuracy
    parts[2].min = 0;
    return parts;
}

}  // namespace

void read_field(PolicyNode& node, const FieldSurroundings& around, std::vector<Field>& out) {
    Field field;
    field.name = read_name(node);
    node.name_field(field.name);
    node.allow({"name",     "type",        "label",    "required", "choices", "relevant",
                "computed", "merge",       "conflict", "ref",      "scale",   "min",
                "max",      "max_length",  "privacy",  "write",    "search",  "help",
                "unit",     "transitions", "section",  "preset"});
    node.need("type");
    node.need("label");
    field.label = node.label("label");
    field.help = node.label("help");
    field.section = node.label("section");
    field.type = node.one_of("type", type_words()).value_or(FieldType::Text);
    field.required = node.flag("required");
    field.relevant = node.text("relevant");
    field.privacy = node.one_of<Privacy>("privacy", kPrivacyWords).value_or(around.privacy);
    field.write = node.has("write") ? node.some_of<Tier>("write", kTierWords) : around.write;
    field.helpers = around.helpers;
    read_limits(node, field);
    read_merge(node, field);
    read_choices(node, field);
    read_transitions(node, field);
    read_reference(node, around, field);
    read_search(node, field);
    read_preset(node, field);

    const auto append = [&](Field made) {
        for (const Field& other : out) {
            if (other.name == made.name) {
                node.refuse("error.policy.duplicate_field", "name", {{"what", made.name}});
            }
            if (!made.unit.empty() && other.unit == made.unit && other.merge != made.merge) {
                node.refuse("error.policy.unit_merge", "unit", {{"what", made.unit}});
            }
        }
        out.push_back(std::move(made));
    };
    if (field.type == FieldType::Degrees) {
        for (Field& part : parts_of(field)) {
            if (!is_policy_name(part.name)) {
                node.refuse("error.policy.bad_name", "name", {{"what", part.name}});
            }
            append(std::move(part));
        }
    } else {
        append(std::move(field));
    }
}

}  // namespace cunji
