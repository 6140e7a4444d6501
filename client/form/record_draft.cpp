#include "client/form/record_draft.h"

#include "shared/policy/field_check.h"
#include "shared/record/normalise.h"
#include "shared/store/typed_table.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::array<std::string_view, 6> kEngineFields{kReviewField, kVoidField, kMergeIntoField,
                                                        "moved_to",   "origin",   "demo"};

bool is_nothing(const Json& value) {
    return value.is_null() || (value.is_array() && value.empty());
}

Json opened_value(const Json& opened, std::string_view field) {
    const auto found = opened.find(field);
    return found == opened.end() ? Json{} : *found;
}

/// Why something chosen cannot stand in the field; "@c1" is a child's record.
std::optional<Message> check_chosen(const Field& field, const Json& value) {
    if (value.is_array()) {
        for (const Json& item : value) {
            if (std::optional<Message> wrong = check_chosen(field, item)) return wrong;
        }
        return std::nullopt;
    }
    if (value.is_number_integer()) return check_integer(field, value.get<std::int64_t>());
    if (!value.is_string()) return Message{"error.field.not_text", {{"field", field.name}}};
    const auto& text = value.get_ref<const std::string&>();
    if (field.type == FieldType::Reference && text.starts_with('@')) return std::nullopt;
    return check_text(field, text);
}

}  // namespace

bool is_shown(const Field& field) {
    return std::find(kEngineFields.begin(), kEngineFields.end(), field.name) == kEngineFields.end();
}

const Answer& RecordDraft::answer(std::string_view field) const {
    static const Answer none;
    const auto found = answers.find(field);
    return found == answers.end() ? none : found->second;
}

void RecordDraft::type(const Field& field, std::string_view text) {
    TypedValue read = read_typed(field, text);
    Answer& answer = answers[field.name];
    answer.typed = text;
    answer.value = std::move(read.value);
    answer.problem = std::move(read.problem);
    answer.given = true;
}

void RecordDraft::choose(const Field& field, Json value) {
    Answer& answer = answers[field.name];
    answer.problem = is_nothing(value) ? std::nullopt : check_chosen(field, value);
    answer.typed = is_typed(field) ? typed_text(field, value) : std::string{};
    answer.value = std::move(value);
    answer.given = true;
}

bool RecordDraft::is_empty(const Field& field) const {
    if (drawn.find(field.name) != drawn.end()) return false;
    const bool pending = std::any_of(photos.begin(), photos.end(), [&](const PendingPhoto& photo) {
        return photo.field == field.name;
    });
    return !pending && is_nothing(answer(field.name).value);
}

Json RecordDraft::effective(const Field& field) const {
    if (is_hidden(field.name)) return nullptr;
    const Answer& given = answer(field.name);
    if (given.problem) return nullptr;
    if (drawn.find(field.name) != drawn.end()) return "drawn";
    Json value = is_nothing(given.value) ? Json{} : given.value;
    for (const PendingPhoto& photo : photos) {
        if (photo.field != field.name) continue;
        if (!value.is_array()) value = Json::array();
        value.push_back(photo.file);
    }
    return value;
}

Json RecordDraft::changes() const {
    Json out = Json::object();
    for (const Field& field : form->fields) {
        if (!has_column(field)) continue;
        const Json before = opened_value(opened, field.name);
        if (is_hidden(field.name)) {
            const bool was_asked = hidden_when_opened && !hidden_when_opened->contains(field.name);
            if (was_asked && !is_nothing(before) && field.merge != MergeRule::Append) {
                out[field.name] = field.merge == MergeRule::Set ? Json::array() : Json{};
            }
            continue;
        }
        const Answer& given = answer(field.name);
        if (!given.given || given.problem) continue;
        if (is_nothing(given.value) ? is_nothing(before) : given.value == before) continue;
        if (field.merge == MergeRule::Append) {
            if (!is_nothing(given.value)) out[field.name] = Json::array({given.value});
            continue;
        }
        out[field.name] = given.value;
        if (is_nothing(given.value) && field.merge == MergeRule::Set) {
            out[field.name] = Json::array();
        }
    }
    // A signature that was wiped away and drawn again gets its value when it is kept.
    return out;
}

bool RecordDraft::touched() const {
    return !photos.empty() || !drawn.empty() || removed ||
           std::any_of(answers.begin(), answers.end(),
                       [](const auto& entry) { return entry.second.given; });
}

}  // namespace cunji
