#include "client/views/form_view.h"

#include "client/views/form_fields.h"

#include <algorithm>

namespace cunji {

namespace {

std::string count_text(const Words& words, const char* key, std::size_t count) {
    return words.say({key, {{"count", std::to_string(count)}}});
}

std::size_t errors_of(const std::vector<FieldFinding>& findings, std::string_view record) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const FieldFinding& finding) {
            return finding.place.record == record && finding.severity == Severity::Error;
        }));
}

FormSubjectView subject_of(const FormSubject& subject, const Words& words) {
    FormSubjectView view;
    view.title = subject.head.empty() ? words.say("form.unnamed") : subject.head;
    view.note = subject.group;
    view.change = words.say("form.other_household");
    if (!subject.number.empty()) view.note += (view.note.empty() ? "" : "  ") + subject.number;
    const auto fact = [&](const char* label, std::string text) {
        if (!text.empty()) view.facts.push_back({label, words.say(label), std::move(text)});
    };
    fact("form.subject.address", subject.address);
    fact("form.subject.members",
         count_text(words, "form.subject.people", static_cast<std::size_t>(subject.size)));
    fact("form.subject.last_visit",
         subject.last_visit_on.empty() ? words.say("form.subject.never") : subject.last_visit_on);
    if (subject.open_tasks > 0) {
        fact("form.subject.tasks", count_text(words, "form.subject.task_count",
                                              static_cast<std::size_t>(subject.open_tasks)));
    }
    return view;
}

/// The first answers that name it, as a line of a list.
std::string child_title(const form::State& state, const RecordDraft& child, const Words& words) {
    for (const char* name : {"name", "description", "matter", "person", "subject"}) {
        const Field* field = child.form->find(name);
        if (field == nullptr) continue;
        const Json value = state.session->value({child.key, name});
        if (!value.is_null()) return form_value_text(state, *field, value, words);
    }
    return words.say({"form.new_child", {{"kind", words.label(child.form->label)}}});
}

std::string child_note(const form::State& state, const RecordDraft& child, const Words& words) {
    for (const char* name : {"relation", "capacity", "due_on", "method"}) {
        const Field* field = child.form->find(name);
        if (field == nullptr) continue;
        const Json value = state.session->value({child.key, name});
        if (!value.is_null()) return form_value_text(state, *field, value, words);
    }
    return {};
}

std::vector<FormRepeat> repeats_of(const form::State& state,
                                   const std::vector<FieldFinding>& findings, const Words& words) {
    std::vector<FormRepeat> out;
    const FormSession& session = *state.session;
    for (const Repeat& repeat : session.root().form->repeats) {
        const Form* form = session.forms().find(repeat.kind);
        if (form == nullptr) continue;
        FormRepeat& view = out.emplace_back();
        view.kind = repeat.kind;
        view.title = words.label(form->label);
        view.add = words.say({"form.add_child", {{"kind", view.title}}});
        for (const RecordDraft& child : session.children()) {
            if (child.form->kind != repeat.kind || child.removed) continue;
            FormChild& one = view.children.emplace_back();
            one.key = child.key;
            one.title = child_title(state, child, words);
            one.note = child_note(state, child, words);
            if (const std::size_t errors = errors_of(findings, child.key); errors > 0) {
                one.problem = count_text(words, "form.left", errors);
            }
            one.open = state.open_child == child.key;
            if (one.open) one.cards = make_form_cards(state, child, findings, words);
        }
    }
    return out;
}

FormPicker picker_of(const form::State& state, const Words& words) {
    FormPicker view;
    const form::Picking& picking = *state.picking;
    view.search = picking.search;
    const Field* field = state.session->field(picking.place);
    if (field == nullptr) return view;
    view.title = words.label(field->label);
    view.many = field->merge == MergeRule::Set;
    const Json value = state.session->value(picking.place);
    if (value.is_string()) view.chosen.push_back(value.get<std::string>());
    if (value.is_array()) {
        for (const Json& id : value)
            view.chosen.push_back(id.get<std::string>());
    }
    for (const Candidate& one : picking.found) {
        view.items.push_back(
            {one.id, one.title.empty() ? words.say("form.unnamed") : one.title, one.note});
    }
    return view;
}

FormFiles files_of(const form::Files& files, const Words& words) {
    FormFiles view;
    view.folder = files.folder;
    for (const form::FolderEntry& entry : files.entries) {
        const bool chosen =
            std::find(files.chosen.begin(), files.chosen.end(), entry.path) != files.chosen.end();
        const std::string name = entry.name == ".." ? words.say("form.files.up") : entry.name;
        view.entries.push_back({entry.path, name, entry.folder, chosen});
    }
    view.any = !files.chosen.empty();
    view.take = count_text(words, "form.files.take", files.chosen.size());
    return view;
}

/// The photo that is looked at, from among those on the form.
std::optional<FormPhotoView> photo_of(const form::State& state, const FormView& view) {
    if (!state.looked_at) return std::nullopt;
    const FieldPlace& place = state.looked_at->first;
    const std::string& id = state.looked_at->second;
    const auto in_cards = [&](const std::vector<FormCard>& cards) -> std::optional<FormPhotoView> {
        for (const FormCard& part : cards) {
            for (const FormFieldView& field : part.fields) {
                for (const FormPhoto& photo : field.photos) {
                    if (field.place != place || photo.id != id) continue;
                    return FormPhotoView{place, id, photo.picture, field.label};
                }
            }
        }
        return std::nullopt;
    };
    if (auto found = in_cards(view.cards)) return found;
    for (const FormRepeat& repeat : view.repeats) {
        for (const FormChild& child : repeat.children) {
            if (auto found = in_cards(child.cards)) return found;
        }
    }
    return std::nullopt;
}

void add_words(FormView& view, const Words& words) {
    view.complete = words.say("form.complete");
    view.save = words.say("form.save");
    view.discard = words.say("form.discard");
    view.discard_ask = words.say("form.discard_ask");
    view.minute = words.say("form.minute");
    view.comma = words.say("list.comma");
    view.pick = words.say("form.pick");
    view.photos_add = words.say("form.photos_add");
    view.to_task = words.say("form.to_task");
    view.close_child = words.say("form.close_child");
    view.remove = words.say("form.remove");
    view.search_hint = words.say("form.search_hint");
    view.files_title = words.say("form.files.title");
    view.files_empty = words.say("form.files.empty");
}

std::string title_of(const FormSession& session, const Words& words) {
    const std::string& label = words.label(session.root().form->label);
    return session.root().id.empty() ? label : words.say({"form.change", {{"kind", label}}});
}

}  // namespace

FormView make_form_view(const form::State& state, const Words& words) {
    FormView view;
    view.today = words.today;
    if (!state.session) {
        view.closed = state.closed ? words.say(*state.closed) : words.say("form.opening");
        view.title = words.say("form.title");
        return view;
    }
    const FormSession& session = *state.session;
    const std::vector<FieldFinding> findings = session.findings();
    view.open = true;
    view.title = title_of(session, words);
    view.record = session.root().id;
    if (!view.record.empty()) view.who_answers = words.say("record.open");
    view.subtitle = words.say(state.kept ? "form.kept" : "form.keeping");
    if (!state.around.subject.household.empty()) {
        view.subject = subject_of(state.around.subject, words);
    }
    view.cards = make_form_cards(state, session.root(), findings, words);
    view.repeats = repeats_of(state, findings, words);
    for (const FormProblem& problem : state.refused) {
        if (problem.place.field.empty()) view.refused = words.say(problem.message);
    }
    if (state.photos_coming > 0) {
        view.photo_note =
            count_text(words, "form.photos_coming", static_cast<std::size_t>(state.photos_coming));
    }
    if (state.photo_problem) view.photo_problem = words.say(*state.photo_problem);
    if (const std::size_t left = session.left(); left > 0) {
        view.left = count_text(words, "form.left", left);
    }
    add_words(view, words);
    view.photo = photo_of(state, view);
    view.can_save = !state.saving && state.photos_coming == 0;
    view.asks_discard = state.asks_discard;
    view.jumps = state.jump.has_value();
    if (state.picking) view.picker = picker_of(state, words);
    if (state.files) view.files = files_of(*state.files, words);
    return view;
}

}  // namespace cunji
