#pragma once

#include "client/model/auto_sync.h"
#include "client/model/place.h"
#include "client/reading/sync_queue.h"
#include "sync/session.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// What was sent, what was not, and why.
namespace cunji::sync_centre {

/// Tells a round on the other thread to end. Copies are the same flag.
class StopFlag {
public:
    [[nodiscard]] bool raised() const { return *flag_; }

    void raise() const { *flag_ = true; }

private:
    std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

enum class Filter { All, Waiting, AtServer, Refused };

/// A round that is under way.
struct Running {
    StopFlag stop;
    Progress progress;
    Millis begun = 0;
    RoundCause cause = RoundCause::Asked;
    bool stopping = false;  ///< the person wants it to end
};

/// What came of the last round of this run of the program.
struct Ended {
    RoundCause cause = RoundCause::Asked;
    bool reached = false;  ///< the server answered
    SyncReport report;
    std::int64_t photos_sent = 0;
    std::int64_t photos_left = 0;
    std::optional<Message> problem;
};

struct State {
    bool enrolled = false;
    std::optional<SyncQueue> queue;
    Filter filter = Filter::All;
    std::optional<Running> running;
    std::optional<Ended> last;
    std::vector<Message> told;  ///< notes of rounds that were shown; once is enough
    AutoSync automatic;
    bool opened = false;                       ///< the situation at the start is known
    std::int64_t on_device = 0;                ///< own saves that are nowhere else, as last read
    std::string open_refused;                  ///< the one shown in full
    std::optional<std::string> export_folder;  ///< the sheet is open; as typed
    std::optional<Message> export_problem;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

/// What the frame has read: after the start and after each change of records.
struct Situation {
    bool enrolled = false;
    std::int64_t on_device = 0;
    std::optional<Millis> heard;  ///< when the server was last heard of
};

struct Loaded {
    SyncQueue queue;
};

struct SyncNow {
    bool photos = false;  ///< also while they go only when asked
};

struct Stop {};

struct Progressed {
    Progress progress;
};

struct RoundOver {
    Ended ended;
    std::int64_t left = 0;  ///< saves and picture files that the server has not got
};

/// Time has come that was asked for.
struct Tick {};

struct ChooseFilter {
    Filter filter = Filter::All;
};

struct ChooseSending {
    PhotoSending sending = PhotoSending::Always;
};

/// Shows what was refused in full, or folds it again.
struct OpenRefused {
    std::string id;
};

/// Goes where it can be put right and handed in again.
struct Redo {
    std::string id;
};

/// Dealt with, or wanted no more.
struct Forget {
    std::string id;
};

struct AskExport {};

struct TypeFolder {
    std::string folder;
};

struct Export {};

struct CloseExport {};

struct Exported {
    std::string file;
    std::optional<Message> problem;
};

using Command = std::variant<Enter, Refresh, Situation, Loaded, SyncNow, Stop, Progressed,
                             RoundOver, Tick, ChooseFilter, ChooseSending, OpenRefused, Redo,
                             Forget, AskExport, TypeFolder, Export, CloseExport, Exported>;

struct Load {};

struct Sync {
    RoundOptions options;
    StopFlag stop;
};

struct KeepSending {
    PhotoSending sending = PhotoSending::Always;
};

struct ForgetDraft {
    std::string id;
};

struct ExportLog {
    std::string folder;
};

struct RaiseStop {
    StopFlag stop;
};

using Effect = std::variant<Load, Sync, RaiseStop, KeepSending, ForgetDraft, ExportLog>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& effect) {
    if (std::holds_alternative<Sync>(effect)) return Place::Network;
    return std::holds_alternative<ExportLog>(effect) ? Place::Worker : Place::Here;
}

/// When Tick should come although nothing happened; nullopt: never.
std::optional<Millis> wake_at(const State& state);

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::sync_centre
