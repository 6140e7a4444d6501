#pragma once

#include "client/app/people.h"
#include "client/app/unlocking.h"
#include "client/model/side_step.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The page before a data folder is open: a passphrase is chosen, typed, or found again with the
/// office's help. There is no device to work with yet, so it stands beside the window's state.
namespace cunji::unlock {

enum class Page {
    Choose,  ///< nothing is in the folder: a new passphrase
    Open,
    Forgotten,  ///< the office's answer and a new passphrase
};

struct State {
    std::string folder;
    std::string name;  ///< whose folder it is; empty: not enrolled yet
    Page page = Page::Open;
    std::vector<PersonFolder> people;  ///< of this machine
    std::string typed;                 ///< the passphrase; a new one on Choose and Forgotten
    std::string again;                 ///< a new one once more
    std::string request;               ///< for the office, on Forgotten
    std::string answer;                ///< the office's, as typed
    int filled = 0;  ///< counts when fields are emptied by something else than their keyboard
    bool busy = false;
    std::optional<Message> problem;
    Keys keys;  ///< the folder is open: the platform goes on
    bool quit = false;
};

struct Type {
    std::string text;
};

struct TypeAgain {
    std::string text;
};

struct TypeAnswer {
    std::string text;
};

/// Opens the folder, chooses the passphrase, or takes the office's answer: what the page is for.
struct Go {};

struct Forget {};

struct Back {};

struct SwitchTo {
    std::string folder;
};

struct Quit {};

struct StepOver {
    Keys keys;
    std::optional<Message> problem;
    std::string request;
};

using Command =
    std::variant<Type, TypeAgain, TypeAnswer, Go, Forget, Back, SwitchTo, Quit, StepOver>;

enum class Step { None, Begin, Open, Ask, Recover };

/// The page of a folder on a machine with these people.
State begin(const std::string& folder, std::vector<PersonFolder> people);

/// Pure but for looking which folder is new; what is to be done comes back.
Step update(State& state, const Command& command);

/// Does a step. Never throws: a folder that cannot be written is a problem to show.
StepOver run(Step step, const State& state, const PassphraseCost& cost = {});

/// The page with its one thread: a passphrase takes as long to try as a guess costs.
class Unlock {
public:
    Unlock(State state, std::function<void()> wake);
    Unlock(const Unlock&) = delete;
    Unlock& operator=(const Unlock&) = delete;
    ~Unlock();

    void take(const Command& command);
    /// True when a step has ended meanwhile.
    bool settle();

    [[nodiscard]] const State& state() const { return state_; }

private:
    State state_;
    SideStep<StepOver> step_;  ///< last: waits for its thread
};

}  // namespace cunji::unlock
