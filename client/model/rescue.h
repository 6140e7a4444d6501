#pragma once

#include "client/app/backup.h"
#include "client/model/side_step.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>

/// The page of a data folder that cannot be opened: there is no device to work with yet, so it
/// stands beside the window's state and not in it. First a copy is made of what is there, then it
/// may be mended, or put aside and filled again from the server.
namespace cunji::rescue {

struct State {
    std::string folder;
    Keys keys;
    Message problem;       ///< why it does not open
    bool damaged = false;  ///< the database itself; else the folder, the disk, another program
    std::string target;    ///< folder for the copy, as typed
    bool busy = false;
    bool backed_up = false;
    std::optional<Message> said;  ///< what came of the last step
    bool failed = false;          ///< ... was bad
    bool reopen = false;          ///< try to open the folder again
    bool quit = false;
};

struct TypeFolder {
    std::string folder;
};

struct BackUp {};

/// Makes everything again from the ops.
struct Mend {};

/// Puts the database aside; the folder can be enrolled again.
struct BeginAnew {};

struct TryAgain {};

struct Quit {};

struct StepOver {
    std::optional<Message> said;
    bool failed = false;
    bool backed_up = false;
    bool reopen = false;
};

using Command = std::variant<TypeFolder, BackUp, Mend, BeginAnew, TryAgain, Quit, StepOver>;

enum class Step { None, BackUp, Mend, BeginAnew };

/// Pure; what is to be done comes back.
Step update(State& state, const Command& command);

/// Does a step. Never throws: what is broken is what this page is about.
StepOver run(Step step, const State& state, Millis now);

/// The page with its one thread.
class Rescue {
public:
    /// `wake` is called from the other thread when a step is over.
    Rescue(std::string folder, Keys keys, Message problem, std::function<void()> wake);

    void take(const Command& command, Millis now);
    /// True when a step has ended meanwhile.
    bool settle();

    [[nodiscard]] const State& state() const { return state_; }

private:
    State state_;
    SideStep<StepOver> step_;  ///< last: waits for its thread
};

}  // namespace cunji::rescue
