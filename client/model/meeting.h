#pragma once

#include "client/form/form_session.h"
#include "client/model/drafting.h"
#include "client/model/meeting_sitting.h"
#include "client/model/place.h"
#include "client/reading/meeting_page.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One meeting from its notice to its resolution.
namespace cunji::meeting {

/// The parts of the page, in the order in which a meeting goes.
enum class Part { Notice, Attendance, Votes, Resolution, Signatures, Publicity };

/// Who is shown in the list of those who may come.
enum class Shown { Expected, Everybody, Present };

/// What a list to choose from is open for.
enum class Pick { None, Host, Recorder, Subject, Related, Signer };

/// What comes after the meeting is saved.
enum class Then { Stay, Photos, Notice };

struct State {
    std::string id;                    ///< of the record; empty: a new one
    std::optional<FormSession> form;   ///< none: it cannot be changed here
    std::optional<Message> read_only;  ///< why not
    std::optional<MeetingPage> page;   ///< as it is saved
    std::shared_ptr<const People> people = std::make_shared<const People>();
    VillageCounts counts;
    std::map<std::string, RecordLink, std::less<>> links;  ///< what records are called, by id
    std::int64_t named = 0;  ///< how many of those who came are known by name
    std::shared_ptr<const FormSession> taken_back;  ///< waits for its page to open again
    bool resumed = false;                           ///< goes on with what was begun and not saved

    Part part = Part::Notice;
    std::string typed;  ///< into the search for people
    std::string group;  ///< only of this villagers' group; empty: all
    Shown shown = Shown::Expected;
    std::string open_seat;  ///< key of the one whose sheet is open
    bool numbers = false;   ///< the sheet with the numbers is open
    std::string pad;        ///< key of the signer whose pad is open

    Pick pick = Pick::None;
    std::string pick_typed;
    std::vector<RecordLink> found;

    std::int64_t revision = 0;  ///< of the form: what an effect brings for an older one is late
    bool saving = false;
    std::optional<Millis> kept_at;  ///< when the draft was last written
    std::vector<Message> problems;  ///< why it could not be saved

    [[nodiscard]] bool touched() const { return form && form->touched(); }

    [[nodiscard]] Sitting sitting() const;
    [[nodiscard]] std::string scope() const;
};

/// The page was opened. detail: "draft:" and the id of a draft to go on with, or nothing.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Opened {
    std::string id;
    std::optional<FormSession> form;
    std::optional<Message> read_only;
    bool resumed = false;
    std::optional<MeetingPage> page;
    std::shared_ptr<const People> people;
    VillageCounts counts;
    std::vector<RecordLink> links;
};

struct ShowPart {
    Part part = Part::Notice;
};

struct Type {
    FieldPlace place;
    std::string text;
};

struct Choose {
    FieldPlace place;
    Json value;
};

struct Looked {
    std::int64_t revision = 0;
    FormSession form;
};

struct Kept {
    Millis at = 0;
};

struct Search {
    std::string text;
};

struct ShowGroup {
    std::string group;
};

struct ShowPeople {
    Shown shown = Shown::Expected;
};

/// Somebody of the list was tapped: comes in, or, being there, has their sheet opened.
struct Tap {
    std::string person;
};

struct TapSeat {
    std::string key;
};

struct AddName {
    std::string name;
};

struct OpenNumbers {};

struct CloseSheet {};

/// Was not there after all.
struct Unseat {
    std::string key;
};

/// Somebody else of the household came for it.
struct SwapSeat {
    std::string key;
    std::string person;
};

struct AddBallot {};

struct AddRelatedBallots {};

struct RemoveBallot {
    std::string key;
};

struct Recuse {
    std::string ballot;
};

/// All that is left over votes so.
struct FillBallot {
    std::string key;
    std::string field;  ///< yes, no or abstain
};

struct OpenPad {
    std::string key;
};

struct Draw {
    std::string key;
    std::vector<PenStroke> strokes;
};

struct RemoveSigner {
    std::string key;
};

struct OpenPick {
    Pick pick = Pick::None;
};

struct PickSearch {
    std::string text;
};

struct Found {
    std::string typed;
    std::vector<RecordLink> links;
};

struct Picked {
    std::string id;
};

struct Unrelate {
    std::string id;
};

struct Save {
    Then then = Then::Stay;
};

struct Saved {
    SavedDraft saved;
    Then then = Then::Stay;
};

/// What was begun is thrown away; it can be taken back for a moment.
struct Discard {};

struct TakeBack {
    std::shared_ptr<const FormSession> form;
};

using Command = std::variant<Enter, Refresh, Opened, ShowPart, Type, Choose, Looked, Kept, Search,
                             ShowGroup, ShowPeople, Tap, TapSeat, AddName, OpenNumbers, CloseSheet,
                             Unseat, SwapSeat, AddBallot, AddRelatedBallots, RemoveBallot, Recuse,
                             FillBallot, OpenPad, Draw, RemoveSigner, OpenPick, PickSearch, Found,
                             Picked, Unrelate, Save, Saved, Discard, TakeBack>;

/// Reads the meeting and opens its form, unless `with_form` is false: it is open already.
struct Open {
    std::string id;
    std::string draft;
    bool with_form = true;
};

struct Evaluate {
    std::int64_t revision = 0;
    std::shared_ptr<const FormSession> form;
};

struct Keep {
    std::shared_ptr<const FormSession> form;
};

struct SaveForm {
    std::shared_ptr<const FormSession> form;
    Then then = Then::Stay;
};

struct Drop {
    std::string draft;
};

struct FindSubjects {
    std::string scope;
    std::string typed;
};

using Effect = std::variant<Open, Evaluate, Keep, SaveForm, Drop, FindSubjects>;

Command as_command(Command);
Effect as_effect(Effect);

/// Writing waits for the disk, and in its own order: a draft never comes back after it was saved.
inline Place place_of(const Effect& effect) {
    const bool writes = std::holds_alternative<Keep>(effect) ||
                        std::holds_alternative<SaveForm>(effect) ||
                        std::holds_alternative<Drop>(effect);
    return writes ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::meeting
