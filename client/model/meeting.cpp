#include "client/model/meeting.h"

#include "client/model/meeting_edits.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <algorithm>

namespace cunji::meeting {

namespace {

constexpr std::string_view kDraft = "draft:";

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        const std::string draft =
            enter.detail.starts_with(kDraft) ? enter.detail.substr(kDraft.size()) : std::string{};
        const bool here = !enter.id.empty() && state.id == enter.id && draft.empty();
        if (!here) {
            const std::shared_ptr<const FormSession> back = state.taken_back;
            state = State{};
            state.id = enter.id;
            if (back && back->id() == draft) {
                state.form = *back;
                state.resumed = true;
                out.effect(Open{enter.id, {}, false});
                changed();
                return;
            }
        }
        close();
        // What is being typed stays; only what stands around it is read again.
        out.effect(Open{enter.id, draft, !(here && state.touched())});
    }

    void operator()(const Refresh& /*refresh*/) const {
        if (state.id.empty() && state.form) return;
        out.effect(Open{state.id, {}, !state.touched()});
    }

    void operator()(const Opened& opened) const {
        if (opened.id != state.id && !state.id.empty()) return;  // another page by now
        state.id = opened.id;
        state.page = opened.page;
        state.people = opened.people;
        state.counts = opened.counts;
        for (const RecordLink& link : opened.links)
            state.links[link.id] = link;
        if (!opened.form && !opened.read_only) return;  // the form is open already
        state.form = opened.form;
        state.read_only = opened.read_only;
        state.resumed = opened.resumed;
        state.named = attendance_of(state.sitting()).named;
        ++state.revision;
    }

    void operator()(const ShowPart& show) const {
        state.part = show.part;
        close();
    }

    void operator()(const Type& type) const {
        if (locked()) return;
        state.form->type(type.place, type.text);
        if (type.place == FieldPlace{{}, "attended"}) {
            // The number that is being typed is not to be corrected at its first digit.
            settle_votes(*state.form, *state.people);
            keep();
            look();
            return;
        }
        changed();
    }

    void operator()(const Choose& chosen) const {
        if (locked()) return;
        choose(*state.form, chosen.place, chosen.value);
        changed();
    }

    void operator()(const Looked& looked) const {
        if (looked.revision == state.revision) state.form = looked.form;
    }

    void operator()(const Kept& kept) const { state.kept_at = kept.at; }

    void operator()(const Search& search) const { state.typed = search.text; }

    void operator()(const ShowGroup& show) const { state.group = show.group; }

    void operator()(const ShowPeople& show) const { state.shown = show.shown; }

    void operator()(const Tap& tap) const {
        if (locked()) return;
        const Sitting sitting = state.sitting();
        for (const Seat& seat : sitting.seats) {
            if (seat.person != tap.person) continue;
            state.open_seat = seat.key;
            return;
        }
        const PersonCard* person = state.people->find(tap.person);
        if (person == nullptr) return;
        seat(*state.form, *person, sitting);
        // The next name is typed at once, while people stand in line.
        state.typed.clear();
        changed_list();
    }

    void operator()(const TapSeat& tap) const {
        if (!locked()) state.open_seat = tap.key;
    }

    void operator()(const AddName& add) const {
        if (locked() || add.name.empty()) return;
        seat_name(*state.form, add.name, state.sitting());
        state.typed.clear();
        changed_list();
    }

    void operator()(const OpenNumbers& /*open*/) const { state.numbers = true; }

    void operator()(const CloseSheet& /*close*/) const { close(); }

    void operator()(const Unseat& unseat) const {
        if (locked()) return;
        state.form->remove_child(unseat.key);
        close();
        changed_list();
    }

    void operator()(const SwapSeat& swap) const {
        if (locked()) return;
        state.form->choose({swap.key, "person"}, swap.person);
        changed_list();
    }

    void operator()(const AddBallot& /*add*/) const {
        if (locked()) return;
        add_ballot(*state.form, {}, state.sitting());
        changed();
    }

    void operator()(const AddRelatedBallots& /*add*/) const {
        if (locked()) return;
        add_ballots_for_related(*state.form, state.sitting());
        changed();
    }

    void operator()(const RemoveBallot& remove) const {
        if (locked()) return;
        state.form->remove_child(remove.key);
        changed();
    }

    void operator()(const Recuse& one) const {
        if (locked()) return;
        recuse(*state.form, state.sitting(), one.ballot);
        changed();
    }

    void operator()(const FillBallot& fill) const {
        if (locked()) return;
        const Sitting sitting = state.sitting();
        for (const Ballot& ballot : sitting.ballots) {
            if (ballot.key != fill.key) continue;
            const std::int64_t left = std::max<std::int64_t>(0, outcome_of(sitting, ballot).left);
            for (const auto& [field, held] :
                 {std::pair{"yes", ballot.yes}, std::pair{"no", ballot.no},
                  std::pair{"abstain", ballot.abstain}}) {
                const std::int64_t more = fill.field == field ? left : 0;
                state.form->choose({fill.key, field}, held.value_or(0) + more);
            }
        }
        changed();
    }

    void operator()(const OpenPad& open) const {
        if (!locked()) state.pad = open.key;
    }

    void operator()(const Draw& draw) const {
        if (locked()) return;
        state.form->draw({draw.key, "image"}, draw.strokes);
        changed_list();
    }

    void operator()(const RemoveSigner& remove) const {
        if (locked()) return;
        state.form->remove_child(remove.key);
        close();
        changed_list();
    }

    void operator()(const OpenPick& open) const {
        if (locked()) return;
        state.pick = open.pick;
        state.pick_typed.clear();
        state.found.clear();
        if (open.pick == Pick::Subject || open.pick == Pick::Related) {
            out.effect(FindSubjects{state.scope(), {}});
        }
    }

    void operator()(const PickSearch& search) const {
        state.pick_typed = search.text;
        out.effect(FindSubjects{state.scope(), search.text});
    }

    void operator()(const Found& found) const {
        if (found.typed == state.pick_typed) state.found = found.links;
    }

    void operator()(const Picked& picked) const {
        if (locked()) return;
        const Pick pick = state.pick;
        for (const RecordLink& link : state.found) {
            if (link.id == picked.id) state.links[link.id] = link;
        }
        switch (pick) {
            case Pick::None:
                return;
            case Pick::Host:
                state.form->choose({{}, "host"}, picked.id);
                break;
            case Pick::Recorder:
                state.form->choose({{}, "recorder"}, picked.id);
                break;
            case Pick::Subject:
                add_ballot(*state.form, picked.id, state.sitting());
                break;
            case Pick::Related:
                relate(picked.id);
                break;
            case Pick::Signer:
                pick_signer(picked.id);
                break;
        }
        if (pick != Pick::Related && pick != Pick::Signer) close();
        changed();
    }

    void operator()(const Unrelate& unrelate) const {
        if (locked()) return;
        relate(unrelate.id);
        changed();
    }

    void operator()(const Save& save) const {
        if (locked()) return;
        close();
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
        ++state.revision;
        state.resumed = false;
        state.kept_at.reset();
        const std::string left = std::to_string(saved.saved.left);
        out.command(shell::Say{saved.saved.left == 0
                                   ? Message{"meetings.saved", {}}
                                   : Message{"meetings.saved_left", {{"count", left}}},
                               {}});
        if (fresh) {
            out.command(shell::Replace{{PageKind::Meeting, state.id, {}}});
        } else {
            out.effect(Open{state.id, {}, true});
        }
        out.command(shell::RecordsChanged{});
        after(saved.then);
    }

    void operator()(const Discard& /*discard*/) const {
        if (locked() || !state.touched()) return;
        const auto form = std::make_shared<const FormSession>(*state.form);
        out.effect(Drop{form->id()});
        state.form.reset();
        state.problems.clear();
        close();
        ++state.revision;
        out.command(shell::Say{{"meetings.discarded", {}}, {TakeBack{form}}});
        if (state.id.empty()) {
            out.command(shell::Back{});
        } else {
            out.effect(Open{state.id, {}, true});
        }
    }

    void operator()(const TakeBack& back) const {
        out.effect(Keep{back.form});
        const std::string id = back.form->root().id;
        if (id.empty()) {
            state.taken_back = back.form;
            out.command(shell::Go{{PageKind::Meeting, {}, std::string{kDraft} + back.form->id()}});
            return;
        }
        if (state.id != id) return;  // it waits in its draft
        state.form = *back.form;
        changed();
    }

private:
    void close() const {
        state.open_seat.clear();
        state.numbers = false;
        state.pad.clear();
        state.pick = Pick::None;
    }

    /// Nothing can be changed: there is no form, or it is being saved.
    [[nodiscard]] bool locked() const { return !state.form || state.saving; }

    void keep() const {
        ++state.revision;
        out.effect(Keep{std::make_shared<const FormSession>(*state.form)});
    }

    void look() const {
        out.effect(Evaluate{state.revision, std::make_shared<const FormSession>(*state.form)});
    }

    /// Of somebody in a list: no expression of the form has another answer for it.
    void changed_list() const {
        state.named = settle(*state.form, *state.people, state.named);
        keep();
    }

    void changed() const {
        changed_list();
        look();
    }

    /// Puts a record among those the meeting is about, or takes it away.
    void relate(const std::string& id) const {
        std::vector<std::string> related = state.sitting().related;
        const auto found = std::find(related.begin(), related.end(), id);
        if (found == related.end()) {
            related.push_back(id);
        } else {
            related.erase(found);
        }
        state.form->choose({{}, "related"}, related);
    }

    /// By the key of the seat.
    void pick_signer(const std::string& seat) const {
        const Sitting sitting = state.sitting();
        add_signer(*state.form, sitting, seat, *state.people);
    }

    void after(Then then) const {
        switch (then) {
            case Then::Stay:
                break;
            case Then::Photos:
                out.command(shell::Go{{PageKind::Photo, state.id, "meeting"}});
                break;
            case Then::Notice:
                out.command(shell::Go{{PageKind::Publicity, {}, "meeting:" + state.id}});
                break;
        }
    }
};

}  // namespace

Sitting State::sitting() const {
    if (form) return sitting_of(*form, *people);
    return page ? sitting_of(*page) : Sitting{};
}

std::string State::scope() const {
    if (form) return form->scope();
    return page ? page->scope : std::string{};
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

}  // namespace cunji::meeting
