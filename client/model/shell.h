#pragma once

#include "client/app/preferences.h"
#include "client/model/page.h"
#include "client/model/place.h"
#include "shared/base/clock.h"
#include "shared/base/message.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
class Command;
struct Out;
struct Desk;
}  // namespace cunji

/// The frame around the pages: which page is shown, the short message below, how it looks.
namespace cunji::shell {

/// How long a short message stays; one with something to undo stays longer.
inline constexpr Millis kToastMillis = 4000;
inline constexpr Millis kUndoMillis = 8000;

struct Toast {
    Message text;
    std::vector<cunji::Command> undo;  ///< empty: nothing to take back
    Millis stays = 0;
    Millis until = 0;
    int number = 0;        ///< another message, another number
    bool problem = false;  ///< it did not go
};

struct State {
    std::vector<Page> pages{Page{}};  ///< the last one is shown; never empty
    std::optional<Toast> toast;
    int toasts = 0;              ///< said so far
    std::vector<Message> notes;  ///< what stays until it is put away: no OpenGL, a damaged file
    Preferences preferences;
    std::string person;          ///< name of who is signed in; empty: not enrolled
    std::string place;           ///< what the person's village is called
    std::int64_t conflicts = 0;  ///< badge of the sync tab
    std::int64_t on_device = 0;  ///< own records that are nowhere else yet

    [[nodiscard]] const Page& page() const { return pages.back(); }
};

/// Opens a page on top of the present one. The page's area gets its Enter.
struct Go {
    Page page;
};

/// Opens a main page; what was open on top of it is closed.
struct OpenTab {
    PageKind kind = PageKind::Today;
};

/// Puts a page in place of the present one: after a new record was saved, its own page.
struct Replace {
    Page page;
};

struct Back {};

/// A short message at the bottom, with what takes it back.
struct Say {
    Message text;
    std::vector<cunji::Command> undo;
    bool problem = false;  ///< it says why something did not go
};

struct Undo {};

struct PutAwayToast {};

/// A message that stays until it is put away.
struct Warn {
    Message text;
};

struct PutAwayNote {
    std::size_t index = 0;
};

/// Records were saved, pulled or withdrawn: what is shown is read again.
struct RecordsChanged {};

/// New preferences, kept at once.
struct Prefer {
    Preferences preferences;
};

/// Time has come that was asked for (App::wake_at()).
struct Tick {};

struct SituationRead {
    std::string person;
    std::string place;
    std::int64_t conflicts = 0;
    std::int64_t on_device = 0;
};

using Command = std::variant<Go, OpenTab, Replace, Back, Say, Undo, PutAwayToast, Warn, PutAwayNote,
                             RecordsChanged, Prefer, Tick, SituationRead>;

struct ReadSituation {};

struct KeepPreferences {
    Preferences preferences;
};

using Effect = std::variant<ReadSituation, KeepPreferences>;

Command as_command(Command);
Effect as_effect(Effect);

inline Place place_of(const Effect& /*effect*/) {
    return Place::Here;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::shell
