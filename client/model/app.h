#pragma once

#include "client/model/commands.h"
#include "client/model/lane.h"
#include "client/model/out.h"
#include "client/model/state.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// How the window's parts are put together. `open` opens the data folder; it is called again for
/// each thread.
struct AppParts {
    std::string folder;
    std::function<FieldDevice()> open;
    /// A command came from another thread: the window's loop has something to do. Any thread.
    std::function<void()> wake;
    Connect connect = connect_by_curl();
    Preferences fallback;  ///< where the data folder says nothing
    /// Effects of every place run at once on the calling thread, one after the other: tests.
    bool one_thread = false;
};

/// The window without a window: takes commands, changes the state, sees to it that effects run.
/// All calls on one thread.
class App {
public:
    /// Opens the data folder and the first page. @throws DbError, Failure
    explicit App(AppParts parts);
    App(const App&) = delete;
    App& operator=(const App&) = delete;
    ~App() = default;

    /// Does all that is waiting. True when the state may have changed: views are made again.
    bool settle();
    /// Commands of a frame, then settle().
    bool take(Commands& commands);
    /// Writes down what was typed: before the program ends, or another folder opens.
    void close();

    [[nodiscard]] const State& state() const { return state_; }

    [[nodiscard]] FieldDevice& device() { return *device_; }

    [[nodiscard]] const std::string& folder() const { return parts_.folder; }

    /// When settle() should be called although nothing happened; nullopt: never. Device time, as
    /// now().
    [[nodiscard]] std::optional<Millis> wake_at() const;

    [[nodiscard]] Millis now() const { return device_->now(); }

    /// Any thread.
    void post(Command command);

private:
    void step(const Command& command);
    void start(const Effect& effect);
    void run_here(const Effect& effect);
    Lane& lane(Place place);
    std::vector<Command> take_inbox();

    AppParts parts_;
    std::unique_ptr<FieldDevice> device_;
    State state_;
    std::mutex mutex_;
    std::vector<Command> inbox_;  ///< guarded by mutex_
    std::unique_ptr<Lane> worker_;
    std::unique_ptr<Lane> network_;  ///< lanes last: they end before what they post to
};

}  // namespace cunji
