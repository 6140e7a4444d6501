#include "client/views/form_fields.h"

#include "client/form/explaining.h"
#include "client/form/typing.h"
#include "client/model/form.h"

#include <algorithm>
#include <utility>

namespace cunji {

namespace {

std::vector<std::string> texts_of(const Json& value) {
    std::vector<std::string> out;
    if (value.is_string()) out.push_back(value.get<std::string>());
    if (!value.is_array()) return out;
    for (const Json& item : value) {
        if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
}

/// Of "@c1" too: the child's name on this form.
std::string title_of(const form::State& state, const std::string& id) {
    if (id.starts_with('@')) {
        const RecordDraft* child = state.session->record(std::string_view{id}.substr(1));
        if (child == nullptr) return {};
        const Json name = state.session->value({child->key, "name"});
        return name.is_string() ? name.get<std::string>() : std::string{};
    }
    const auto found = state.around.titles.find(id);
    return found == state.around.titles.end() ? std::string{} : found->second;
}

class FieldMaker {
public:
    FieldMaker(const form::State& state, const RecordDraft& record,
               const std::vector<FieldFinding>& findings, const Words& words)
        : state_(state), record_(record), findings_(findings), words_(words) {}

    FormFieldView make(const Field& field) {
        FormFieldView view;
        view.place = {record_.key, field.name};
        view.id = record_.key + '/' + field.name;
        view.label = words_.label(field.label);
        view.help = words_.label(field.help);
        view.required = field.required;
        view.jump = state_.jump == view.place;
        fill(view, field);
        add_findings(view);
        return view;
    }

private:
    void fill(FormFieldView& view, const Field& field) {
        const Answer& answer = record_.answer(field.name);
        if (!state_.session->can_write(field)) {
            view.widget = FormWidget::Shown;
            view.text = form_value_text(state_, field, value_of(field), words_);
            return;
        }
        view.text = answer.typed;
        if (field.merge == MergeRule::Append) {
            view.widget = FormWidget::LongText;
            const auto before = record_.opened.find(field.name);
            if (before != record_.opened.end()) view.entries = texts_of(*before);
            return;
        }
        if (takes_photos(field)) return fill_photos(view, field);
        switch (field.type) {
            case FieldType::Text:
                view.widget = FormWidget::Text;
                break;
            case FieldType::LongText:
                view.widget = FormWidget::LongText;
                view.offers_task = offers_task(field);
                break;
            case FieldType::Integer:
            case FieldType::Decimal:
            case FieldType::Degrees:
            case FieldType::Metres:
                view.widget = FormWidget::Number;
                break;
            case FieldType::Money:
                view.widget = FormWidget::Money;
                view.unit = words_.say("form.unit.yuan");
                break;
            case FieldType::Area:
                view.widget = FormWidget::Number;
                view.unit = words_.say("form.unit.mu");
                break;
            case FieldType::Date:
                view.widget = FormWidget::Date;
                break;
            case FieldType::Time:
                view.widget = FormWidget::Time;
                break;
            case FieldType::Phone:
                view.widget = FormWidget::Phone;
                break;
            case FieldType::IdNumber:
                view.widget = FormWidget::Secret;
                break;
            case FieldType::Tri:
                view.widget = FormWidget::Tri;
                fill_value(view, answer.value);
                break;
            case FieldType::Choice:
                view.widget = FormWidget::Choice;
                fill_value(view, answer.value);
                fill_options(view, field);
                break;
            case FieldType::Choices:
                view.widget = FormWidget::Choices;
                fill_value(view, answer.value);
                fill_options(view, field);
                break;
            case FieldType::Reference:
                fill_reference(view, field, answer.value);
                break;
            case FieldType::DrawnSignature:
                fill_signature(view, field, answer.value);
                break;
            case FieldType::Photos:
                break;  // takes_photos() above
        }
    }

    [[nodiscard]] Json value_of(const Field& field) const {
        return state_.session->value({record_.key, field.name});
    }

    static void fill_value(FormFieldView& view, const Json& value) {
        view.values = texts_of(value);
        if (!view.values.empty()) view.value = view.values.front();
    }

    void fill_options(FormFieldView& view, const Field& field) {
        const auto out = record_.said.not_offered.find(field.name);
        for (const Choice& choice : field.choices) {
            const bool chosen =
                std::find(view.values.begin(), view.values.end(), choice.code) != view.values.end();
            const bool ruled_out =
                out != record_.said.not_offered.end() && out->second.contains(choice.code);
            // What was chosen before stays in sight, with the problem beside it.
            if ((ruled_out || !may_step(field, choice.code)) && !chosen) continue;
            view.options.push_back({choice.code, words_.label(choice.label), {}});
        }
    }

    /// Of a status field: where this person may take it from where it stands.
    [[nodiscard]] bool may_step(const Field& field, const std::string& code) const {
        if (field.merge != MergeRule::Status) return true;
        const auto before = record_.opened.find(field.name);
        if (before == record_.opened.end() || !before->is_string()) return true;
        const auto& from = before->get_ref<const std::string&>();
        return from == code || std::any_of(field.transitions.begin(), field.transitions.end(),
                                           [&](const Transition& step) {
                                               return step.from == from && step.to == code &&
                                                      may_take(state_.session->powers(), step);
                                           });
    }

    void fill_reference(FormFieldView& view, const Field& field, const Json& value) {
        fill_value(view, value);
        const std::vector<Candidate>& members = state_.around.subject.members;
        if (field.merge != MergeRule::Set && field.ref == "member" && !members.empty()) {
            // A handful of people: shown, not searched for.
            view.widget = FormWidget::Choice;
            for (const Candidate& member : members)
                view.options.push_back({member.id, member.title, {}});
            return;
        }
        view.widget =
            field.merge == MergeRule::Set ? FormWidget::References : FormWidget::Reference;
        for (const std::string& id : view.values) {
            std::string title = title_of(state_, id);
            if (title.empty()) title = words_.say("form.unnamed");
            view.options.push_back({id, std::move(title), {}});
        }
    }

    void fill_photos(FormFieldView& view, const Field& field) {
        view.widget = FormWidget::Photos;
        for (const std::string& id : texts_of(record_.answer(field.name).value)) {
            const auto key = state_.around.pictures.find(id);
            view.photos.push_back(
                {id, key == state_.around.pictures.end() ? std::string{} : key->second,
                 title_of(state_, id), false});
        }
        for (const PendingPhoto& photo : record_.photos) {
            if (photo.field != field.name) continue;
            view.photos.push_back(
                {photo.file, state_.around.photo_folder + '/' + photo.file, photo.title, true});
        }
    }

    void fill_signature(FormFieldView& view, const Field& field, const Json& value) {
        view.widget = FormWidget::Drawing;
        const auto drawn = record_.drawn.find(field.name);
        if (drawn != record_.drawn.end()) view.strokes = drawn->second;
        if (value.is_string()) view.picture = value.get<std::string>();
    }

    [[nodiscard]] bool offers_task(const Field& field) const {
        if (field.name != "appeal" || record_.is_empty(field)) return false;
        const auto children = state_.session->children();
        return std::none_of(children.begin(), children.end(), [](const RecordDraft& child) {
            return child.form->kind == "followup" && !child.removed;
        });
    }

    void add_findings(FormFieldView& view) {
        for (const FormProblem& refused : state_.refused) {
            if (refused.place == view.place) {
                view.problem = say_beside(refused.message, *record_.form, words_);
            }
        }
        for (const FieldFinding& finding : findings_) {
            if (finding.place != view.place) continue;
            std::string text = say_beside(finding.message, *record_.form, words_);
            if (finding.severity == Severity::Warning) {
                view.warnings.push_back({finding.rule, std::move(text),
                                         explanation_of(record_, finding.rule).value_or(""),
                                         finding.field_answers});
            } else if (view.problem.empty() && (finding.rule != "required" || state_.strict)) {
                view.problem = std::move(text);
            }
        }
    }

    const form::State& state_;
    const RecordDraft& record_;
    const std::vector<FieldFinding>& findings_;
    const Words& words_;
};

}  // namespace

std::string say_beside(const Message& message, const Form& form, const Words& words) {
    Message labelled = message;
    for (auto& [name, argument] : labelled.args) {
        const Field* field = name == "field" ? form.find(argument) : nullptr;
        if (field != nullptr) argument = words.label(field->label);
    }
    return words.say(labelled);
}

std::string form_value_text(const form::State& state, const Field& field, const Json& value,
                            const Words& words) {
    if (value.is_null()) return words.say("form.nothing_yet");
    if (value.is_number_integer()) {
        std::string text = typed_text(field, value);
        if (field.type == FieldType::Money) return words.say({"value.money", {{"number", text}}});
        if (field.type == FieldType::Area) return words.say({"value.area", {{"number", text}}});
        return text;
    }
    std::string out;
    for (const std::string& text : texts_of(value)) {
        if (!out.empty()) out += words.say("list.comma");
        const int step = field.step_of(text);
        if (step >= 0) {
            out += words.label(field.choices[static_cast<std::size_t>(step)].label);
        } else if (field.type == FieldType::Tri) {
            out += words.say("value." + text);
        } else if (field.type == FieldType::Reference) {
            out += title_of(state, text);
        } else {
            out += typed_text(field, text);
        }
    }
    return out;
}

std::vector<FormCard> make_form_cards(const form::State& state, const RecordDraft& record,
                                      const std::vector<FieldFinding>& findings,
                                      const Words& words) {
    std::vector<FormCard> cards;
    FieldMaker maker{state, record, findings, words};
    std::string title;
    bool begins = true;
    FieldType before = FieldType::Text;
    const std::vector<const Field*> asked = state.session->asked(record);
    for (const Field& field : record.form->fields) {
        // A card begins where the form says so, also when that field itself is not asked.
        if (!field.section.zh.empty()) {
            title = words.label(field.section);
            begins = true;
        }
        if (std::find(asked.begin(), asked.end(), &field) == asked.end()) continue;
        // The card above the form says which household it is about.
        const bool above = record.key.empty() && field.name == "household" &&
                           !state.around.subject.household.empty();
        if (above) continue;
        // Nobody types how exact a place is; it comes with the place.
        if (field.type == FieldType::Metres && record.is_empty(field)) continue;
        if (begins) cards.push_back({std::exchange(title, {}), {}});
        begins = false;
        FormFieldView& made = cards.back().fields.emplace_back(maker.make(field));
        const bool of_place = field.type == FieldType::Degrees || field.type == FieldType::Metres;
        made.beside = of_place && before == FieldType::Degrees;
        before = field.type;
    }
    return cards;
}

}  // namespace cunji
