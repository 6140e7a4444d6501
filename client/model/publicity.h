#pragma once

#include "client/app/private_matters.h"
#include "client/app/publicity_rules.h"
#include "client/form/form_session.h"
#include "client/model/drafting.h"
#include "client/model/place.h"
#include "client/reading/publicity_page.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One notice on the board: text, days, photos, objections.
namespace cunji::publicity {

struct ObjectionEntry {
    std::string key;
    std::string raiser, channel, content, raised_at, finding, result, replied_at;
};

/// A notice as it stands, in its form or as it was saved.
struct Notice {
    std::string type, tier, form, state, place, start_on, end_on, hotline, body, meeting;
    std::string photo_start, photo_end;
    std::vector<std::string> subjects;
    std::vector<ObjectionEntry> objections;
};

Notice notice_of(const FormSession& form);

enum class Slot { None, Start, End };

/// What comes after the notice is saved.
enum class Then { Stay, Photo };

struct State {
    std::string id;
    std::optional<FormSession> form;
    std::optional<Message> read_only;
    std::optional<Notice> shown;  ///< one that cannot be changed here
    PublicityFacts facts;
    bool resumed = false;
    Slot waiting = Slot::None;                      ///< for a photo that is being added
    std::vector<std::string> known;                 ///< photos there were before
    std::shared_ptr<const FormSession> taken_back;  ///< waits for its page to open again

    bool picking = false;  ///< households and projects
    std::string pick_typed;
    std::vector<RecordLink> found;

    std::int64_t revision = 0;
    bool saving = false;
    std::optional<Millis> kept_at;
    std::vector<Message> problems;

    [[nodiscard]] bool touched() const { return form && form->touched(); }

    [[nodiscard]] Notice notice() const;
};

PublicityKind kind_of(const Notice& notice, const PublicityFacts& facts);

/// The page was opened. detail: "meeting:" and the id of the meeting that a new notice rests on, or
/// "draft:" and the id of one that was begun.
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
    std::optional<Notice> shown;
    bool resumed = false;
};

struct FactsRead {
    PublicityFacts facts;
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

struct OpenPick {};

struct ClosePick {};

struct PickSearch {
    std::string text;
};

struct Found {
    std::string typed;
    std::vector<RecordLink> links;
};

/// Puts a record among those it is about, or takes it away.
struct Picked {
    std::string id;
};

struct AddObjection {};

struct RemoveObjection {
    std::string key;
};

/// It was answered just now.
struct Answer {
    std::string key;
};

struct AddPhoto {
    Slot slot = Slot::None;
};

struct Save {
    Then then = Then::Stay;
};

struct Saved {
    SavedDraft saved;
    Then then = Then::Stay;
};

/// Saves it with another state: posted, ended, closed ...
struct Advance {
    std::string state;
};

struct Discard {};

struct TakeBack {
    std::shared_ptr<const FormSession> form;
};

using Command =
    std::variant<Enter, Refresh, Opened, FactsRead, Type, Choose, Looked, Kept, OpenPick, ClosePick,
                 PickSearch, Found, Picked, AddObjection, RemoveObjection, Answer, AddPhoto, Save,
                 Saved, Advance, Discard, TakeBack>;

struct Open {
    std::string id;
    std::string meeting;
    std::string draft;
};

struct ReadFacts {
    std::string id;
    std::string meeting;
    std::vector<std::string> subjects;
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

using Effect = std::variant<Open, ReadFacts, Evaluate, Keep, SaveForm, Drop, FindSubjects>;

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

}  // namespace cunji::publicity
