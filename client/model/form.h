#pragma once

#include "client/form/form_reading.h"
#include "client/form/form_saving.h"
#include "client/form/pending_photos.h"
#include "client/model/place.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One form being filled in.
namespace cunji::form {

using Session = std::shared_ptr<const FormSession>;

/// What is read beside the form's own answers.
struct Around {
    FormSubject subject;
    std::map<std::string, std::string, std::less<>> titles;
    std::map<std::string, std::string, std::less<>> pictures;
    std::string photo_folder;  ///< of pictures that are not saved yet; absolute
};

/// The sheet in which a reference is chosen.
struct Picking {
    FieldPlace place;
    std::string search;
    std::vector<Candidate> found;
};

struct FolderEntry {
    std::string path;
    std::string name;
    bool folder = false;
};

/// The sheet in which picture files are chosen.
struct Files {
    FieldPlace place;
    std::string folder;
    std::vector<FolderEntry> entries;
    std::vector<std::string> chosen;  ///< paths
};

struct State {
    std::string id;                 ///< of the draft the page is about
    Session session;                ///< nullptr: none is open
    std::optional<Message> closed;  ///< why none is
    Around around;
    std::int64_t revision = 0;      ///< counts what a person did; answers of effects name it
    bool kept = true;               ///< all of it is written down
    std::optional<Millis> keep_at;  ///< when it is to be written down
    Millis kept_at = 0;             ///< when it last was
    bool saving = false;
    bool strict = false;  ///< what is missing is shown in red: a person asked for it
    std::int64_t photos_coming = 0;
    std::vector<FormProblem> refused;
    std::optional<Message> photo_problem;
    std::string open_child;  ///< key of the child shown in full
    std::optional<FieldPlace> jump;
    std::optional<Picking> picking;
    std::optional<Files> files;
    std::optional<std::pair<FieldPlace, std::string>> looked_at;  ///< a photo, by its id
    bool asks_discard = false;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

/// From anywhere: fill in a form. Goes on with the draft that was begun for the same, if there is
/// one, and opens its page.
struct Begin {
    FormStart start;
    bool anew = false;  ///< never goes on with a draft
};

struct Opened {
    Session session;
    Around around;
    bool go = false;     ///< its page is not shown yet
    bool begun = false;  ///< a draft of before
};

struct NotOpened {
    Message reason;
};

struct Type {
    FieldPlace place;
    std::string text;
};

struct Choose {
    FieldPlace place;
    Json value;
};

struct Draw {
    FieldPlace place;
    std::vector<PenStroke> strokes;
};

struct Explain {
    std::string record;
    std::string rule;
    std::string word;
};

struct AddChild {
    std::string kind;
    Json preset = Json::object();
};

struct OpenChild {
    std::string key;  ///< empty: none
};

struct RemoveChild {
    std::string key;
};

struct BringBackChild {
    std::string key;
};

/// What the household asks for becomes a task.
struct MakeTask {};

struct Pick {
    FieldPlace place;
};

struct Search {
    std::string text;
};

struct Found {
    std::string search;
    std::vector<Candidate> found;
};

struct Picked {
    std::string id;
};

struct ClosePicker {};

struct PickFiles {
    FieldPlace place;
};

struct OpenFolder {
    std::string folder;
};

struct FolderRead {
    std::string folder;
    std::vector<FolderEntry> entries;
};

struct TickFile {
    std::string path;
};

struct CloseFiles {
    bool take = false;  ///< the ticked ones are taken
};

/// Picture files, chosen or dropped. Without a place: into the form's first field for photos.
struct AddPhotos {
    FieldPlace place;
    std::vector<std::string> files;
};

struct PhotoTaken {
    std::string draft;
    FieldPlace place;
    TakenPhoto taken;
};

struct PhotoRefused {
    std::string draft;
    Message reason;
};

/// A photo alone; without an id: back to the form.
struct LookAt {
    FieldPlace place;
    std::string id;
};

struct RemovePhoto {
    FieldPlace place;
    std::string file;  ///< of a pending one, or the id of a photo record
};

/// What the form's SQL says of the answers of that revision.
struct Evaluated {
    std::int64_t revision = 0;
    Session session;
    Around around;
};

struct Kept {
    std::int64_t revision = 0;
};

/// Shows all that is missing and goes to the first.
struct ShowMissing {};

struct Jumped {};

struct Save {};

struct Saved {
    std::size_t left = 0;
    std::string draft;
    bool photos_left = false;
};

struct NotSaved {
    std::vector<FormProblem> problems;
};

/// Back, keeping the draft.
struct Leave {};

/// The program ends: what was typed is written down now.
struct Closing {};

struct AskDiscard {
    bool open = true;
};

struct Discard {};

/// Undoes Discard.
struct Restore {
    Session session;
};

struct Tick {};

/// At the start of the program: pictures of saved forms that a crash left behind.
struct Resume {};

/// A saved form's pictures wait for their records.
struct Finish {
    std::string draft;
};

using Command =
    std::variant<Enter, Refresh, Begin, Opened, NotOpened, Type, Choose, Draw, Explain, AddChild,
                 OpenChild, RemoveChild, BringBackChild, MakeTask, Pick, Search, Found, Picked,
                 ClosePicker, PickFiles, OpenFolder, FolderRead, TickFile, CloseFiles, AddPhotos,
                 PhotoTaken, PhotoRefused, LookAt, RemovePhoto, Evaluated, Kept, ShowMissing,
                 Jumped, Save, Saved, NotSaved, Leave, Closing, AskDiscard, Discard, Restore, Tick,
                 Resume, Finish>;

struct Open {
    FormStart start;
    bool anew = false;
};

struct Reopen {
    std::string draft;
};

struct Evaluate {
    std::int64_t revision = 0;
    Session session;
};

struct Keep {
    std::int64_t revision = 0;
    Session session;
};

struct FindCandidates {
    Session session;
    FieldPlace place;
    std::string search;
};

struct ReadFolder {
    std::string folder;  ///< empty: where pictures usually are
};

struct TakePhotos {
    std::string draft;
    FieldPlace place;
    std::string kind;
    std::vector<std::string> files;
};

struct SaveForm {
    Session session;
};

struct LookForUnfinished {};

struct FinishPhotos {
    std::string draft;
};

struct DropDraft {
    std::string draft;
};

using Effect = std::variant<Open, Reopen, Evaluate, Keep, FindCandidates, ReadFolder, TakePhotos,
                            SaveForm, LookForUnfinished, FinishPhotos, DropDraft>;

Command as_command(Command);
Effect as_effect(Effect);

/// Pictures are looked at behind the window's back; everything else takes milliseconds.
Place place_of(const Effect& effect);

/// When the draft is to be written down.
inline std::optional<Millis> wake_at(const State& state) {
    return state.keep_at;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::form
