#include "client/views/record_fields.h"

#include "client/app/days.h"
#include "client/form/typing.h"

namespace cunji {

namespace {

constexpr std::size_t kMinuteLength = 16;  ///< "2026-11-21T14:05"

/// The field's label in place of its name.
std::string say_of(const Message& message, const std::string& label, const Words& words) {
    Message said = message;
    for (auto& [name, value] : said.args) {
        if (name == "field") value = label;
    }
    return words.say(said);
}

}  // namespace

FieldView field_view(const FormSession& form, const FieldPlace& place, const Words& words) {
    FieldView out;
    out.place = place;
    const RecordDraft* draft = form.record(place.record);
    const Field* field = form.field(place);
    if (draft == nullptr || field == nullptr) {
        out.asked = false;
        return out;
    }
    out.label = words.label(field->label);
    out.help = words.label(field->help);
    out.required = field->required;
    out.asked = !draft->is_hidden(place.field);
    out.enabled = form.can_write(*field);
    const Answer& answer = draft->answer(place.field);
    const bool one_text = answer.value.is_string() && !is_typed(*field);
    out.value = one_text ? answer.value.get<std::string>() : answer.typed;
    if (answer.problem) out.problem = say_of(*answer.problem, out.label, words);
    const auto withheld = draft->said.not_offered.find(place.field);
    for (const Choice& choice : field->choices) {
        const bool out_of_place =
            withheld != draft->said.not_offered.end() && withheld->second.contains(choice.code);
        if (out_of_place && choice.code != out.value) continue;
        out.options.push_back({choice.code, words.label(choice.label)});
        if (choice.code == out.value) out.shown = out.options.back().label;
    }
    if (out.shown.empty() && out.options.empty()) out.shown = out.value;
    return out;
}

FieldView fixed_field(std::string_view kind, const char* field, std::string value,
                      const Words& words) {
    FieldView out;
    out.place = {{}, field};
    out.label = words.field(kind, field);
    const Form* form = words.policy.find(kind);
    const Field* known = form == nullptr ? nullptr : form->find(field);
    const bool chosen = known != nullptr && !known->choices.empty();
    out.shown = chosen ? words.choice(kind, field, value) : value;
    if (chosen) out.options.push_back({value, out.shown});
    out.value = std::move(value);
    out.enabled = false;
    return out;
}

std::string minute_of(std::string_view time) {
    if (!instant_of(time)) return std::string{time};
    std::string out{time.substr(0, kMinuteLength)};
    out[10] = ' ';
    return out;
}

}  // namespace cunji
