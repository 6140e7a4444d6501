#include "client/model/publicity.h"

#include "client/form/presets.h"
#include "client/model/out.h"
#include "client/model/shell.h"
#include "shared/base/china_time.h"

#include <algorithm>
#include <array>

namespace cunji::publicity {

namespace {

constexpr std::string_view kDraft = "draft:";
constexpr std::string_view kMeeting = "meeting:";

std::string text_at(const FormSession& form, const std::string& record, const char* field) {
    const Json value = form.value({record, field});
    return value.is_string() ? value.get<std::string>() : std::string{};
}

const char* field_of(Slot slot) {
    return slot == Slot::Start ? "photo_start" : "photo_end";
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        const bool draft = enter.detail.starts_with(kDraft);
        const bool meeting = enter.detail.starts_with(kMeeting);
        if (state.touched() && !enter.id.empty() && state.id == enter.id && !draft) {
            read_facts();
            return;
        }
        const bool here = !enter.id.empty() && state.id == enter.id;
        const Slot waiting = here ? state.waiting : Slot::None;
        const std::vector<std::string> known = here ? state.known : std::vector<std::string>{};
        const std::shared_ptr<const FormSession> back = state.taken_back;
        state = State{};
        state.id = enter.id;
        state.waiting = waiting;
        state.known = known;
        if (draft && back && back->id() == enter.detail.substr(kDraft.size())) {
            state.form = *back;
            state.resumed = true;
            read_facts();
            changed();
            return;
        }
        out.effect(Open{enter.id, meeting ? enter.detail.substr(kMeeting.size()) : "",
                        draft ? enter.detail.substr(kDraft.size()) : ""});
    }

    void operator()(const Refresh& /*refresh*/) const {
        if (state.touched() || state.id.empty()) {
            read_facts();
        } else {
            out.effect(Open{state.id, {}, {}});
        }
    }

    void operator()(const Opened& opened) const {
        if (opened.id != state.id && !state.id.empty()) return;
        state.id = opened.id;
        state.read_only = opened.read_only;
        state.form = opened.form;
        state.shown = opened.shown;
        state.resumed = opened.resumed;
        ++state.revision;
        read_facts();
    }

    void operator()(const FactsRead& read) const {
        state.facts = read.facts;
        if (state.waiting == Slot::None || locked()) return;
        for (const MeetingPhoto& photo : state.facts.photos) {
            const bool old =
                std::find(state.known.begin(), state.known.end(), photo.id) != state.known.end();
            if (old) continue;
            state.form->choose({{}, field_of(state.waiting)}, photo.id);
            state.waiting = Slot::None;
            changed();
            return;
        }
    }

    void operator()(const Type& type) const {
        if (locked()) return;
        const std::string earliest = earliest_end(kind_of(state.notice(), state.facts));
        state.form->type(type.place, type.text);
        if (type.place == FieldPlace{{}, "start_on"}) follow(earliest);
        changed();
    }

    void operator()(const Choose& chosen) const {
        if (locked()) return;
        const std::string earliest = earliest_end(kind_of(state.notice(), state.facts));
        state.form->choose(chosen.place, chosen.value);
        if (chosen.place == FieldPlace{{}, "type"} || chosen.place == FieldPlace{{}, "form"}) {
            follow(earliest);
        }
        changed();
    }

    void operator()(const Looked& looked) const {
        if (looked.revision == state.revision && state.form) state.form = looked.form;
    }

    void operator()(const Kept& kept) const { state.kept_at = kept.at; }

    void operator()(const OpenPick& /*open*/) const {
        if (locked()) return;
        state.picking = true;
        state.pick_typed.clear();
        out.effect(FindSubjects{state.form->scope(), {}});
    }

    void operator()(const ClosePick& /*close*/) const { state.picking = false; }

    void operator()(const PickSearch& search) const {
        if (locked()) return;
        state.pick_typed = search.text;
        out.effect(FindSubjects{state.form->scope(), search.text});
    }

    void operator()(const Found& found) const {
        if (found.typed == state.pick_typed) state.found = found.links;
    }

    void operator()(const Picked& picked) const {
        if (locked()) return;
        std::vector<std::string> subjects = state.notice().subjects;
        const auto found = std::find(subjects.begin(), subjects.end(), picked.id);
        if (found == subjects.end()) {
            subjects.push_back(picked.id);
        } else {
            subjects.erase(found);
        }
        state.form->choose({{}, "subjects"}, subjects);
        read_facts();
        changed();
    }

    void operator()(const AddObjection& /*add*/) const {
        if (locked()) return;
        state.form->add_child("objection", {{"raised_at", now_text()}, {"channel", "in_person"}});
        changed();
    }

    void operator()(const RemoveObjection& remove) const {
        if (locked()) return;
        state.form->remove_child(remove.key);
        changed();
    }

    void operator()(const Answer& answer) const {
        if (locked()) return;
        state.form->choose({answer.key, "replied_at"}, now_text());
        changed();
    }

    void operator()(const AddPhoto& add) const {
        if (locked()) return;
        state.waiting = add.slot;
        state.known.clear();
        for (const MeetingPhoto& photo : state.facts.photos)
            state.known.push_back(photo.id);
        (*this)(Save{Then::Photo});
    }

    void operator()(const Save& save) const {
        if (locked()) return;
        state.picking = false;
        if (!state.touched()) {
            after(save.then);
            return;
        }
        state.saving = true;
        out.effect(SaveForm{std::make_shared<const FormSession>(*state.form), save.then});
    }

    void operator()(const Saved& saved) const {
        state.saving = false;
        state.problems = saved.saved.problems;
        if (saved.saved.id.empty()) return;
        const bool fresh = state.id.empty();
        state.id = saved.saved.id;
        state.form.reset();
        state.kept_at.reset();
        ++state.revision;
        const std::string left = std::to_string(saved.saved.left);
        out.command(shell::Say{saved.saved.left == 0
                                   ? Message{"meetings.saved", {}}
                                   : Message{"meetings.saved_left", {{"count", left}}},
                               {}});
        if (fresh) {
            out.command(shell::Replace{{PageKind::Publicity, state.id, {}}});
        } else {
            out.effect(Open{state.id, {}, {}});
        }
        out.command(shell::RecordsChanged{});
        after(saved.then);
    }

    void operator()(const Advance& advance) const {
        if (locked()) return;
        state.form->choose({{}, "state"}, advance.state);
        changed();
        (*this)(Save{});
    }

    void operator()(const Discard& /*discard*/) const {
        if (locked() || !state.touched()) return;
        const auto form = std::make_shared<const FormSession>(*state.form);
        out.effect(Drop{form->id()});
        state.form.reset();
        state.problems.clear();
        ++state.revision;
        out.command(shell::Say{{"meetings.discarded", {}}, {TakeBack{form}}});
        if (state.id.empty()) {
            out.command(shell::Back{});
        } else {
            out.effect(Open{state.id, {}, {}});
        }
    }

    void operator()(const TakeBack& back) const {
        out.effect(Keep{back.form});
        const std::string id = back.form->root().id;
        if (id.empty()) {
            state.taken_back = back.form;
            out.command(
                shell::Go{{PageKind::Publicity, {}, std::string{kDraft} + back.form->id()}});
            return;
        }
        if (state.id != id) return;  // it waits in its draft
        state.form = *back.form;
        changed();
    }

private:
    /// Nothing can be changed: there is no form, or it is being saved.
    [[nodiscard]] bool locked() const { return !state.form || state.saving; }

    [[nodiscard]] std::string now_text() const {
        return china_minute(out.now) + std::string{kChinaTime};
    }

    void read_facts() const {
        const Notice notice = state.notice();
        out.effect(ReadFacts{state.id, notice.meeting, notice.subjects});
    }

    /// The last day is the earliest that will do, unless somebody chose a later one. `before`: what
    /// the earliest was until now.
    void follow(const std::string& before) const {
        const Notice notice = state.notice();
        const std::string earliest = earliest_end(kind_of(notice, state.facts));
        if (earliest.empty()) return;
        if (notice.end_on == before || notice.end_on < earliest) {
            state.form->choose({{}, "end_on"}, earliest);
        }
    }

    void changed() const {
        ++state.revision;
        const auto form = std::make_shared<const FormSession>(*state.form);
        out.effect(Keep{form});
        out.effect(Evaluate{state.revision, form});
    }

    void after(Then then) const {
        if (then == Then::Photo) out.command(shell::Go{{PageKind::Photo, state.id, "notice"}});
    }
};

}  // namespace

Notice notice_of(const FormSession& form) {
    Notice out;
    const std::array<std::pair<const char*, std::string*>, 12> texts{
        {{"type", &out.type},
         {"tier", &out.tier},
         {"form", &out.form},
         {"state", &out.state},
         {"place", &out.place},
         {"start_on", &out.start_on},
         {"end_on", &out.end_on},
         {"hotline", &out.hotline},
         {"body", &out.body},
         {"meeting", &out.meeting},
         {"photo_start", &out.photo_start},
         {"photo_end", &out.photo_end}}};
    for (const auto& [field, target] : texts)
        *target = text_at(form, {}, field);
    const Json subjects = form.value({{}, "subjects"});
    if (subjects.is_array()) {
        for (const Json& id : subjects)
            out.subjects.push_back(id.get<std::string>());
    }
    for (const RecordDraft& child : form.children()) {
        if (child.removed || child.form->kind != "objection") continue;
        const auto text = [&](const char* field) { return text_at(form, child.key, field); };
        out.objections.push_back({child.key, text("raiser"), text("channel"), text("content"),
                                  text("raised_at"), text("finding"), text("result"),
                                  text("replied_at")});
    }
    return out;
}

PublicityKind kind_of(const Notice& notice, const PublicityFacts& facts) {
    return {notice.type, notice.form, facts.about_project, notice.start_on};
}

Notice State::notice() const {
    if (form) return notice_of(*form);
    return shown.value_or(Notice{});
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

}  // namespace cunji::publicity
