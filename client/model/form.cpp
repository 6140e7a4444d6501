#include "client/model/form.h"

#include "client/form/draft_keeping.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <algorithm>

namespace cunji::form {

namespace {

constexpr std::string_view kTaskKind = "followup";

/// Changes the form by `change` and asks for what follows from it.
template <typename Change>
void change_form(State& state, Out& out, const Change& change) {
    if (!state.session || state.saving) return;
    auto next = std::make_shared<FormSession>(*state.session);
    change(*next);
    state.session = std::move(next);
    ++state.revision;
    state.kept = false;
    // The first change since the last writing sets the time: who types on is written down too.
    if (!state.keep_at) state.keep_at = out.now + kAutosaveMillis;
    out.effect(Evaluate{state.revision, state.session});
}

void keep_now(State& state, Out& out) {
    state.keep_at.reset();
    if (state.session && !state.kept) out.effect(Keep{state.revision, state.session});
}

void close_form(State& state) {
    const std::int64_t revision = state.revision + 1;  // what is under way is about another form
    state = {};
    state.revision = revision;
}

/// What a person sees of it that is not wrong, only missing, comes first.
std::optional<FieldPlace> first_error(const FormSession& session) {
    for (const FieldFinding& finding : session.findings()) {
        if (finding.severity == Severity::Error) return finding.place;
    }
    return std::nullopt;
}

FieldPlace first_photo_field(const FormSession& session) {
    for (const Field* field : session.asked(session.root())) {
        if (takes_photos(*field) && session.can_write(*field)) return {{}, field->name};
    }
    return {};
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state.id = enter.id;
        if (state.session && state.session->id() == enter.id) return;
        close_form(state);
        state.id = enter.id;
        out.effect(Reopen{enter.id});
    }

    void operator()(const Refresh& /*refresh*/) const {
        if (state.session) out.effect(Evaluate{state.revision, state.session});
    }

    void operator()(const Begin& begin) const {
        keep_now(state, out);
        out.effect(Open{begin.start, begin.anew});
    }

    void operator()(const Opened& opened) const {
        close_form(state);
        state.session = opened.session;
        state.id = opened.session->id();
        state.around = opened.around;
        if (opened.go) out.command(shell::Go{{PageKind::Form, state.id, {}}});
        if (opened.begun) out.command(shell::Say{{"form.goes_on", {}}, {}});
    }

    void operator()(const NotOpened& not_opened) const {
        state.session.reset();
        state.closed = not_opened.reason;
        out.command(shell::Warn{not_opened.reason});
    }

    void operator()(const Type& type) const {
        change_form(state, out, [&](FormSession& form) { form.type(type.place, type.text); });
    }

    void operator()(const Choose& choose) const {
        change_form(state, out,
                    [&](FormSession& form) { form.choose(choose.place, choose.value); });
    }

    void operator()(const Draw& draw) const {
        change_form(state, out, [&](FormSession& form) { form.draw(draw.place, draw.strokes); });
    }

    void operator()(const Explain& said) const {
        change_form(state, out,
                    [&](FormSession& form) { form.explain(said.record, said.rule, said.word); });
    }

    void operator()(const AddChild& add) const {
        change_form(state, out, [&](FormSession& form) {
            state.open_child = form.add_child(add.kind, add.preset);
        });
    }

    void operator()(const OpenChild& open) const { state.open_child = open.key; }

    void operator()(const RemoveChild& remove) const {
        change_form(state, out, [&](FormSession& form) { form.remove_child(remove.key); });
        if (state.open_child == remove.key) state.open_child.clear();
        out.command(shell::Say{{"form.child_removed", {}}, {BringBackChild{remove.key}}});
    }

    void operator()(const BringBackChild& bring) const {
        change_form(state, out, [&](FormSession& form) { form.bring_back_child(bring.key); });
    }

    void operator()(const MakeTask& /*make*/) const {
        if (!state.session) return;
        Json preset = Json::object();
        const Json appeal = state.session->value({{}, "appeal"});
        const Json household = state.session->value({{}, "household"});
        if (appeal.is_string()) preset["description"] = appeal;
        if (household.is_string()) preset["household"] = household;
        (*this)(AddChild{std::string{kTaskKind}, std::move(preset)});
    }

    void operator()(const Pick& pick) const {
        if (!state.session) return;
        state.picking = Picking{pick.place, {}, {}};
        out.effect(FindCandidates{state.session, pick.place, {}});
    }

    void operator()(const Search& search) const {
        if (!state.picking) return;
        state.picking->search = search.text;
        out.effect(FindCandidates{state.session, state.picking->place, search.text});
    }

    void operator()(const Found& found) const {
        if (state.picking && state.picking->search == found.search) {
            state.picking->found = found.found;
        }
    }

    void operator()(const Picked& picked) const {
        if (!state.picking || !state.session) return;
        const FieldPlace place = state.picking->place;
        const Field* field = state.session->field(place);
        if (field == nullptr) return;
        if (field->merge != MergeRule::Set) {
            state.picking.reset();
            (*this)(Choose{place, picked.id});
            return;
        }
        Json list = state.session->value(place);
        if (!list.is_array()) list = Json::array();
        const auto held = std::find(list.begin(), list.end(), Json(picked.id));
        if (held == list.end()) {
            list.push_back(picked.id);
        } else {
            list.erase(held);
        }
        (*this)(Choose{place, std::move(list)});
    }

    void operator()(const ClosePicker& /*close*/) const { state.picking.reset(); }

    void operator()(const PickFiles& pick) const {
        state.files = Files{pick.place, {}, {}, {}};
        out.effect(ReadFolder{});
    }

    void operator()(const OpenFolder& open) const {
        if (state.files) out.effect(ReadFolder{open.folder});
    }

    void operator()(const FolderRead& read) const {
        if (!state.files) return;
        state.files->folder = read.folder;
        state.files->entries = read.entries;
    }

    void operator()(const TickFile& tick) const {
        if (!state.files) return;
        std::vector<std::string>& chosen = state.files->chosen;
        const auto held = std::find(chosen.begin(), chosen.end(), tick.path);
        if (held == chosen.end()) {
            chosen.push_back(tick.path);
        } else {
            chosen.erase(held);
        }
    }

    void operator()(const CloseFiles& close) const {
        if (!state.files) return;
        const Files files = std::move(*state.files);
        state.files.reset();
        if (close.take && !files.chosen.empty()) (*this)(AddPhotos{files.place, files.chosen});
    }

    void operator()(const AddPhotos& add) const {
        if (!state.session || state.saving) return;
        FieldPlace place = add.place;
        if (place.field.empty()) place = first_photo_field(*state.session);
        const RecordDraft* record = state.session->record(place.record);
        if (record == nullptr || place.field.empty()) return;
        state.photo_problem.reset();
        state.photos_coming += static_cast<std::int64_t>(add.files.size());
        out.effect(TakePhotos{state.session->id(), place, record->form->kind, add.files});
    }

    void operator()(const PhotoTaken& taken) const {
        if (!state.session || state.session->id() != taken.draft) return;
        --state.photos_coming;
        change_form(state, out, [&](FormSession& form) {
            form.add_photo(taken.place.record, taken.taken.photo);
            if (taken.taken.place) form.use_place(taken.place.record, *taken.taken.place);
        });
        keep_now(state, out);
    }

    void operator()(const PhotoRefused& refused) const {
        if (!state.session || state.session->id() != refused.draft) return;
        --state.photos_coming;
        state.photo_problem = refused.reason;
    }

    void operator()(const LookAt& look) const {
        state.looked_at.reset();
        if (!look.id.empty()) state.looked_at.emplace(look.place, look.id);
    }

    void operator()(const RemovePhoto& remove) const {
        if (!state.session) return;
        Json list = state.session->value(remove.place);
        const auto held =
            list.is_array() ? std::find(list.begin(), list.end(), Json(remove.file)) : list.end();
        const RecordDraft* record = state.session->record(remove.place.record);
        const bool pending =
            record != nullptr &&
            std::any_of(record->photos.begin(), record->photos.end(),
                        [&](const PendingPhoto& photo) { return photo.file == remove.file; });
        change_form(state, out, [&](FormSession& form) {
            if (pending) {
                form.remove_photo(remove.place.record, remove.file);
            } else if (list.is_array() && held != list.end()) {
                list.erase(held);
                form.choose(remove.place, list);
            } else {
                form.choose(remove.place, nullptr);
            }
        });
    }

    void operator()(const Evaluated& evaluated) const {
        if (evaluated.revision != state.revision || !state.session) return;
        state.session = evaluated.session;
        state.around = evaluated.around;
    }

    void operator()(const Kept& kept) const {
        state.kept_at = out.now;
        if (kept.revision == state.revision) state.kept = true;
    }

    void operator()(const ShowMissing& /*show*/) const {
        if (!state.session) return;
        state.strict = true;
        state.jump = first_error(*state.session);
        if (state.jump) state.open_child = state.jump->record;
    }

    void operator()(const Jumped& /*jumped*/) const { state.jump.reset(); }

    void operator()(const Save& /*save*/) const {
        if (!state.session || state.saving || state.photos_coming > 0) return;
        keep_now(state, out);  // should the save fail half way, all of it is there
        state.saving = true;
        state.refused.clear();
        out.effect(SaveForm{state.session});
    }

    void operator()(const Saved& saved) const {
        close_form(state);
        out.command(shell::Back{});
        Message text{"form.saved", {}};
        if (saved.left > 0) text = {"form.saved_left", {{"count", std::to_string(saved.left)}}};
        out.command(shell::Say{std::move(text), {}});
        out.command(shell::RecordsChanged{});
        if (saved.photos_left) out.effect(FinishPhotos{saved.draft});
    }

    void operator()(const NotSaved& not_saved) const {
        state.saving = false;
        state.refused = not_saved.problems;
        if (!state.refused.empty()) state.jump = state.refused.front().place;
    }

    void operator()(const Leave& /*leave*/) const {
        keep_now(state, out);
        out.command(shell::Back{});
    }

    void operator()(const Closing& /*closing*/) const { keep_now(state, out); }

    void operator()(const AskDiscard& ask) const { state.asks_discard = ask.open; }

    void operator()(const Discard& /*discard*/) const {
        if (!state.session) return;
        const Session dropped = state.session;
        close_form(state);
        out.effect(DropDraft{dropped->id()});
        out.command(shell::Back{});
        out.command(shell::Say{{"form.discarded", {}}, {Restore{dropped}}});
    }

    void operator()(const Restore& restore) const {
        out.effect(Keep{0, restore.session});
        out.command(Opened{restore.session, {}, true, false});
        out.effect(Evaluate{state.revision + 1, restore.session});
    }

    void operator()(const Tick& /*tick*/) const {
        if (state.keep_at && *state.keep_at <= out.now) keep_now(state, out);
    }

    void operator()(const Resume& /*resume*/) const { out.effect(LookForUnfinished{}); }

    void operator()(const Finish& finish) const { out.effect(FinishPhotos{finish.draft}); }
};

}  // namespace

Place place_of(const Effect& effect) {
    const bool pictures =
        std::holds_alternative<TakePhotos>(effect) || std::holds_alternative<FinishPhotos>(effect);
    return pictures ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

}  // namespace cunji::form
