// What there is to say about a form that is being filled in.

#include "client/form/draft_rules.h"
#include "client/form/explaining.h"
#include "client/form/form_session.h"
#include "shared/store/typed_table.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kHeadCode = "02";  // GB/T 4761

Message about(const char* key, const Field& field) {
    return {key, {{"field", field.name}}};
}

/// The first chosen code that the answers before rule out.
bool is_ruled_out(const RecordDraft& draft, const Field& field) {
    const auto found = draft.said.not_offered.find(field.name);
    if (found == draft.said.not_offered.end()) return false;
    const Json value = draft.effective(field);
    const auto out = [&](const Json& code) {
        return code.is_string() && found->second.contains(code.get_ref<const std::string&>());
    };
    return value.is_array() ? std::any_of(value.begin(), value.end(), out) : out(value);
}

/// R009, as check_record() says it of a saved household.
std::optional<FieldFinding> missing_head(std::span<const RecordDraft> children) {
    std::int64_t members = 0;
    std::int64_t heads = 0;
    for (const RecordDraft& child : children) {
        if (child.form->kind != "member" || child.removed) continue;
        const auto has = [&](const char* name) {
            const Field* field = child.form->find(name);
            return field != nullptr && !child.effective(*field).is_null();
        };
        if (has("leave_reason") || has("left_on")) continue;
        ++members;
        const Field* relation = child.form->find("relation");
        if (relation != nullptr && child.effective(*relation) == kHeadCode) ++heads;
    }
    if (heads == 1) return std::nullopt;
    Message message{"check.no_members", {}};
    if (members > 0) message = {"check.heads", {{"count", std::to_string(heads)}}};
    return FieldFinding{{{}, "head_member"}, "R009", Severity::Error, std::move(message), false};
}

}  // namespace

std::vector<const Field*> FormSession::asked(const RecordDraft& record) const {
    std::vector<const Field*> out;
    for (const Field& field : record.form->fields) {
        if (!is_shown(field) || record.is_hidden(field.name)) continue;
        if (field.name == record.parent_field) continue;
        out.push_back(&field);
    }
    return out;
}

void FormSession::find_problems(const RecordDraft& draft, std::vector<FieldFinding>& out) const {
    const auto find = [&](const Field& field, std::string rule, Severity severity,
                          Message message) -> FieldFinding& {
        return out.emplace_back(FieldFinding{
            {draft.key, field.name}, std::move(rule), severity, std::move(message), false, false});
    };
    for (const Field* field : asked(draft)) {
        const Answer& answer = draft.answer(field->name);
        if (answer.problem) {
            find(*field, "typed", Severity::Error, *answer.problem);
        } else if (field->required && can_write(*field) && draft.is_empty(*field)) {
            find(*field, "required", Severity::Error, about("check.required", *field));
        } else if (is_ruled_out(draft, *field)) {
            find(*field, "choice", Severity::Error, about("form.rule.choice", *field));
        }
        for (const std::size_t place : draft.said.broken) {
            const DraftRule& rule = draft_rules()[place];
            if (rule.field != field->name) continue;
            FieldFinding& finding =
                find(*field, std::string{rule.rule}, rule.severity, about(rule.key, *field));
            finding.field_answers = rule.field_answers;
            finding.explained =
                rule.severity == Severity::Warning && explanation_of(draft, rule.rule).has_value();
        }
    }
}

std::vector<FieldFinding> FormSession::findings() const {
    std::vector<FieldFinding> out;
    for (const RecordDraft& draft : records_) {
        if (!draft.removed) find_problems(draft, out);
    }
    if (kind() != "household") return out;
    if (std::optional<FieldFinding> head = missing_head(children())) {
        // Without anybody to choose from, the field itself has nothing more to say.
        out.erase(std::remove_if(
                      out.begin(), out.end(),
                      [&](const FieldFinding& finding) { return finding.place == head->place; }),
                  out.end());
        out.push_back(std::move(*head));
    }
    return out;
}

std::size_t FormSession::left() const {
    const std::vector<FieldFinding> all = findings();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(),
        [](const FieldFinding& finding) { return finding.severity == Severity::Error; }));
}

}  // namespace cunji
