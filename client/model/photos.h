#pragma once

#include "client/app/watched_folder.h"
#include "client/model/place.h"
#include "client/reading/photo_folder.h"
#include "client/reading/photo_list.h"
#include "shared/base/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// Photos being added to a record, and one photo large.
namespace cunji::photos {

/// Page::detail of the page on which photos are added to the record Page::id: this, then the stage
/// that is proposed. Without it the page shows the photo Page::id.
inline constexpr std::string_view kAdd = "add:";

/// Another record that has the same picture, as it is called.
struct Elsewhere {
    std::string photo;
    std::string title;  ///< of its subject; may be empty
    std::string stage;  ///< code
};

/// What became of one file.
struct Outcome {
    std::string file;
    std::string photo;  ///< id; empty when it was refused
    std::optional<Message> refused;
    bool known = false;  ///< was there already, for the same purpose
    bool stamped = true;
    std::vector<Elsewhere> elsewhere;
};

/// What is shown of the record that photos are added to.
struct Subject {
    std::string id;
    std::string kind;
    std::string title;
    std::optional<PhotoItem> before;  ///< of stage "before", the newest
};

/// Photos being added.
struct Adding {
    std::string subject;
    std::optional<Subject> about;  ///< nullopt: not read yet
    std::string stage;
    std::string title;
    std::string place_name;
    std::vector<PicturePlace> places;
    std::optional<FolderListing> folder;  ///< the one that is looked into
    std::optional<Message> folder_problem;
    bool watches = false;             ///< a folder is watched
    std::vector<NewPicture> offered;  ///< of the watched folder
    std::optional<Message> watched_problem;
    std::vector<std::string> chosen;   ///< paths, in the order in which they were chosen
    std::vector<std::string> waiting;  ///< being added, the next last
    std::int64_t going = 0;            ///< how many are added in this run
    std::vector<Outcome> done;
};

/// One photo large.
struct Showing {
    std::string id;
    std::optional<PhotoItem> photo;
    bool gone = false;
    std::string subject_title;
    std::string subject_kind;
    std::vector<Elsewhere> elsewhere;
};

struct State {
    std::optional<Adding> adding;
    Showing showing;
    std::vector<std::string> dropped;  ///< wait for the page that adds them
    bool adds = false;                 ///< which of both the page is
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

/// Files were dropped on a page of the record: its page for adding opens with them.
struct Drop {
    std::string subject;
    std::vector<std::string> files;
};

struct PhotoRead {
    Showing showing;
};

struct SubjectRead {
    Subject subject;
};

struct PlacesRead {
    std::vector<PicturePlace> places;
};

struct OpenFolder {
    std::string path;
};

struct FolderRead {
    FolderListing listing;
};

struct FolderRefused {
    Message why;
};

struct CloseFolder {};

struct Offered {
    bool watches = false;
    std::vector<NewPicture> pictures;
    std::optional<Message> problem;
};

struct LookAgain {};

/// What is offered now is not offered again.
struct PutAside {};

struct ChooseOffered {};

struct SetStage {
    std::string stage;
};

struct SetTitle {
    std::string text;
};

struct SetPlaceName {
    std::string text;
};

struct Toggle {
    std::string path;
};

struct ChooseAll {};

struct Add {};

struct Added {
    std::string subject;
    Outcome outcome;
};

/// Those not begun yet stay chosen.
struct Stop {};

using Command =
    std::variant<Enter, Refresh, Drop, PhotoRead, SubjectRead, PlacesRead, OpenFolder, FolderRead,
                 FolderRefused, CloseFolder, Offered, LookAgain, PutAside, ChooseOffered, SetStage,
                 SetTitle, SetPlaceName, Toggle, ChooseAll, Add, Added, Stop>;

struct ReadPhoto {
    std::string id;
};

struct ReadSubject {
    std::string id;
};

struct ReadPlaces {};

struct ReadFolder {
    std::string path;
};

struct Look {};

struct Settle {
    std::vector<std::string> sha256s;
};

/// One file, so that other work comes between two.
struct AddOne {
    std::string subject;
    std::string file;
    std::string stage;
    std::string title;
    std::string place_name;
};

using Effect = std::variant<ReadPhoto, ReadSubject, ReadPlaces, ReadFolder, Look, Settle, AddOne>;

Command as_command(Command);
Effect as_effect(Effect);

/// All of it away from the window: cards are slow, and pictures large.
inline Place place_of(const Effect& /*effect*/) {
    return Place::Worker;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::photos
