#pragma once

#include "client/app/backup.h"
#include "client/app/people.h"
#include "client/app/preferences.h"
#include "client/model/place.h"
#include "client/model/sync_centre.h"
#include "client/reading/storage_gauge.h"
#include "sync/estimated_time.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// People, server, storage, language, look.
namespace cunji::settings {

/// What the page shows of this device.
struct Facts {
    std::string name;
    std::string role;
    std::string server;
    std::string device;
    std::vector<ScopeState> scopes;  ///< by name
    std::string folder;
    std::vector<PersonFolder> people;
    std::optional<LastContact> contact;
    StorageGauge storage;
    std::int64_t records = 0;
    std::int64_t policy = 0;  ///< version of the forms
};

struct Backing {
    std::string folder;  ///< as typed
    bool running = false;
    std::int64_t done = 0;  ///< files
    std::int64_t total = 0;
    sync_centre::StopFlag stop;
    std::optional<Message> problem;
    std::optional<BackupReport> report;
};

enum class SheetKind { None, Backup, Watched, Licences };

struct State {
    std::optional<Facts> facts;
    Preferences preferences;
    SheetKind sheet = SheetKind::None;
    Backing backing;
    std::string watched;  ///< folder, as typed
    std::optional<Message> watched_problem;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Loaded {
    Facts facts;
    Preferences preferences;
};

struct ChooseLanguage {
    Language language = Language::Chinese;
};

struct ChooseTheme {
    ThemeKind theme = ThemeKind::Light;
};

struct ChooseLargeText {
    bool large = false;
};

struct ChooseLock {
    int minutes = kLockMinutesUsual;
};

/// The folder closes now, as when nobody has touched it for long.
struct LockNow {};

struct OpenSheet {
    SheetKind sheet = SheetKind::None;
};

struct CloseSheet {};

struct TypeFolder {
    std::string folder;
};

struct BackUp {};

struct BackupWent {
    std::int64_t done = 0;
    std::int64_t total = 0;
};

struct BackedUp {
    std::optional<Message> problem;
    std::optional<BackupReport> report;
};

struct StopBackup {};

/// Takes the folder as typed as the one to watch; empty: none any more.
struct KeepWatched {};

struct WatchedChecked {
    std::string folder;
    std::optional<Message> problem;
};

struct SwitchTo {
    std::string folder;
};

struct AddPerson {};

using Command =
    std::variant<Enter, Refresh, Loaded, ChooseLanguage, ChooseTheme, ChooseLargeText, ChooseLock,
                 LockNow, OpenSheet, CloseSheet, TypeFolder, BackUp, BackupWent, BackedUp,
                 StopBackup, KeepWatched, WatchedChecked, SwitchTo, AddPerson>;

struct Load {};

struct MakeBackup {
    std::string folder;
    sync_centre::StopFlag stop;
};

struct RaiseStop {
    sync_centre::StopFlag stop;
};

struct CheckWatched {
    std::string folder;
};

using Effect = std::variant<Load, MakeBackup, RaiseStop, CheckWatched>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& effect) {
    return std::holds_alternative<MakeBackup>(effect) ? Place::Worker : Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::settings
