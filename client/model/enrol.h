#pragma once

#include "client/app/enrol_code.h"
#include "client/app/people.h"
#include "client/model/place.h"
#include "client/model/sync_centre.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// Joining a county with a one-time code, and changing over to another person of this machine.
namespace cunji::enrol {

/// A locked device will begin with one more step, in which its person opens it.
enum class Step {
    Join,       ///< address and code
    FirstSync,  ///< it is theirs; what the county holds comes in
    Ready,
};

struct State {
    Step step = Step::Join;
    std::string server;  ///< as typed
    std::string code;
    std::string pin;    ///< that came with the address, not typed
    std::string scope;  ///< that the office's picture names, as long as its code stands
    /// Counts what came into the fields from elsewhere than their own keyboard.
    int filled = 0;
    bool reading_picture = false;
    bool joining = false;                       ///< the server is asked
    std::optional<sync_centre::StopFlag> stop;  ///< of what waits for the server
    std::optional<Message> problem;             ///< why it did not go
    std::string name;                           ///< who the device belongs to now
    std::string role;
    Progress progress;
    std::int64_t records = 0;          ///< that came in
    std::vector<PersonFolder> people;  ///< who have a folder on this machine
    std::string folder;                ///< the one that is open
    /// Another folder is to be opened in place of this one: the platform sees to it.
    std::string wanted_folder;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct TypeServer {
    std::string text;
};

struct TypeCode {
    std::string text;
};

/// A picture was dropped on the window or chosen.
struct TakePicture {
    std::string path;
};

struct PictureRead {
    EnrolText text;
    std::optional<Message> problem;
};

struct Join {};

struct Joined {
    std::string name;
    std::string role;
};

struct NotJoined {
    Message problem;
};

struct Progressed {
    Progress progress;
};

struct FirstSyncOver {
    std::optional<Message> problem;
    std::int64_t records = 0;
};

/// The first sync once more.
struct Again {};

/// Ends what waits for the server.
struct Stop {};

/// To the first page.
struct Begin {};

struct PeopleRead {
    std::vector<PersonFolder> people;
    std::string folder;
};

struct SwitchTo {
    std::string folder;
};

/// One more person on this machine.
struct AddPerson {};

using Command = std::variant<Enter, Refresh, TypeServer, TypeCode, TakePicture, PictureRead, Join,
                             Joined, NotJoined, Progressed, FirstSyncOver, Again, Stop, Begin,
                             PeopleRead, SwitchTo, AddPerson>;

struct ReadPeople {};

struct ReadPicture {
    std::string path;
};

struct AskToJoin {
    EnrolText text;
    sync_centre::StopFlag stop;
};

struct SyncFirst {
    sync_centre::StopFlag stop;
};

struct RaiseStop {
    sync_centre::StopFlag stop;
};

struct MakePersonFolder {};

using Effect =
    std::variant<ReadPeople, ReadPicture, AskToJoin, SyncFirst, RaiseStop, MakePersonFolder>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& effect) {
    const bool asks =
        std::holds_alternative<AskToJoin>(effect) || std::holds_alternative<SyncFirst>(effect);
    if (asks) return Place::Network;
    return std::holds_alternative<ReadPicture>(effect) ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::enrol
