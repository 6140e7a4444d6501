#include "client/model/app.h"

#include "client/model/failing.h"
#include "client/model/form.h"
#include "client/model/pages.h"
#include "client/model/run.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "client/model/update.h"
#include "shared/base/china_time.h"
#include "sync/enrolment.h"

#include <algorithm>
#include <utility>

namespace cunji {

App::App(AppParts parts)
    : parts_(std::move(parts)), device_(std::make_unique<FieldDevice>(parts_.open())) {
    state_.shell.preferences = read_preferences(device_->store(), parts_.fallback);
    const bool enrolled = read_enrolment(device_->store()).has_value();
    post(shell::OpenTab{enrolled ? PageKind::Today : PageKind::Enrol});
    post(shell::RecordsChanged{});
    post(form::Resume{});
    settle();
}

void App::post(Command command) {
    {
        const std::lock_guard lock{mutex_};
        inbox_.push_back(std::move(command));
    }
    if (parts_.wake) parts_.wake();
}

std::vector<Command> App::take_inbox() {
    const std::lock_guard lock{mutex_};
    return std::exchange(inbox_, {});
}

bool App::take(Commands& commands) {
    const bool any = !commands.list().empty();
    for (const Command& command : commands.take())
        step(command);
    return settle() || any;
}

void App::close() {
    post(form::Closing{});
    settle();
}

bool App::settle() {
    bool changed = false;
    if (const std::optional<Millis> due = wake_at(); due && *due <= now()) {
        step(shell::Tick{});
        step(form::Tick{});
        step(sync_centre::Tick{});
        changed = true;
    }
    // Effects that run here post at once, so that what they bring is shown in the same frame.
    for (std::vector<Command> waiting = take_inbox(); !waiting.empty(); waiting = take_inbox()) {
        for (const Command& command : waiting)
            step(command);
        changed = true;
    }
    return changed;
}

void App::step(const Command& command) {
    std::deque<Command> waiting{command};
    while (!waiting.empty()) {
        const Command next = std::move(waiting.front());
        waiting.pop_front();
        Out out;
        out.now = now();
        out.today = china_day(out.now);
        update(state_, next, out);
        for (const Effect& effect : out.effects)
            start(effect);
        std::move(out.commands.begin(), out.commands.end(), std::back_inserter(waiting));
    }
}

void App::start(const Effect& effect) {
    const Place place = place_of(effect);
    if (place == Place::Here || parts_.one_thread) {
        run_here(effect);
    } else {
        lane(place).add(effect);
    }
}

void App::run_here(const Effect& effect) {
    const std::optional<Message> problem = without_throwing([&] {
        device_->store().refresh_policy();
        Desk desk{*device_, parts_.folder, [this](Command command) { post(std::move(command)); },
                  [] { return false; }, parts_.connect};
        run(effect, desk);
    });
    if (problem) post(shell::Warn{*problem});
}

Lane& App::lane(Place place) {
    std::unique_ptr<Lane>& lane = place == Place::Network ? network_ : worker_;
    if (!lane) {
        lane = std::make_unique<Lane>(parts_.open, parts_.folder, parts_.connect,
                                      [this](Command command) { post(std::move(command)); });
    }
    return *lane;
}

std::optional<Millis> App::wake_at() const {
    std::optional<Millis> at;
    const auto ask = [&at](std::optional<Millis> wish) {
        if (wish && (!at || *wish < *at)) at = wish;
    };
    if (state_.shell.toast) ask(state_.shell.toast->until);
    ask(form::wake_at(state_.form));
    ask(sync_centre::wake_at(state_.sync_centre));
    return at;
}

}  // namespace cunji
