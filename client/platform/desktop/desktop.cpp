#include "client/platform/desktop/desktop.h"

#include "client/app/backup.h"
#include "client/app/people.h"
#include "client/app/unlocking.h"
#include "client/app/window_memory.h"
#include "client/model/app.h"
#include "client/model/failing.h"
#include "client/model/rescue.h"
#include "client/model/shell.h"
#include "client/model/unlock.h"
#include "client/platform/desktop/drop.h"
#include "client/platform/desktop/event_source.h"
#include "client/platform/desktop/first_page.h"
#include "client/platform/desktop/frame_report.h"
#include "client/platform/desktop/screenshot.h"
#include "client/platform/desktop/seen_log.h"
#include "client/platform/desktop/stage.h"
#include "client/platform/desktop/wake.h"
#include "client/screens/frame.h"
#include "client/screens/rescue_screen.h"
#include "client/screens/unlock_screen.h"
#include "client/views/app_view.h"
#include "shared/base/china_time.h"
#include "shared/vault/passphrase_source.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <utility>

namespace cunji {

namespace {

constexpr WindowSize kUsualSize{1280, 800};
// ImGui learns in one frame how large something became in the one before.
constexpr int kFramesToSettle = 2;
// However much is typed, now and then it is shown.
constexpr int kFramesAtOnce = 64;
// An input method answers a key within this time, without an event of the window.
constexpr double kListenAfterKey = 0.5;
constexpr double kListenEvery = 0.02;
constexpr double kPictureWait = 5;

ui::ThemeName theme_of(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::Light:
            return ui::ThemeName::Light;
        case ThemeKind::Outdoor:
            return ui::ThemeName::Outdoor;
        case ThemeKind::Dark:
            return ui::ThemeName::Dark;
    }
    return ui::ThemeName::Light;
}

Look look_of(const Preferences& preferences) {
    return {theme_of(preferences.theme), preferences.large_text};
}

ui::UiWords ui_words(const Texts& texts) {
    return ui::make_ui_words([&texts](std::string_view key) {
        return texts({std::string(key), {}});
    });
}

double seconds_since(std::chrono::steady_clock::time_point then) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

/// The whole program while its window is open.
class Desktop {
public:
    Desktop(const DesktopOptions& options, Texts texts);

    int stay_open();
    int take_screenshot();

private:
    void open_data();
    void open_again();
    void open_by_file();
    void begin_work();
    void ask_passphrase(const std::string& folder);
    void lock_now(const std::string& next);
    void tend_unlock();
    void switch_person();
    void tend_rescue();
    [[nodiscard]] std::optional<double> until_lock() const;
    void open_stage();
    void ask_for(const DesktopOptions& options);
    [[nodiscard]] Preferences preferences() const;

    void frames();
    void draw(Ui& ui);
    void take(const SDL_Event& event);
    void make_view();
    [[nodiscard]] std::optional<double> wake_time() const;
    bool wait();
    void remember_size();

    const DesktopOptions& options_;
    Texts texts_;
    SystemClock clock_;
    SystemRandom random_;
    Video video_;
    EventSource events_;
    std::string folder_;                      ///< of the person whose data is open, or will be
    Keys keys_;                               ///< of that folder; none: it is locked
    std::unique_ptr<unlock::Unlock> unlock_;  ///< ... and its passphrase is asked for
    std::unique_ptr<App> app_;                ///< none: locked, or the data cannot be opened
    std::optional<rescue::Rescue> rescue_;    ///< ... and what is done about it
    ui::Recorder recorder_;
    std::optional<SeenLog> seen_;  ///< what the recorder saw goes there
    std::unique_ptr<Stage> stage_;
    AppView view_;
    std::string day_;  ///< that the view was made on
    Commands commands_;
    std::vector<std::string> dropped_;
    std::chrono::steady_clock::time_point last_key_{};
    std::chrono::steady_clock::time_point last_touch_ = std::chrono::steady_clock::now();
    FrameReport report_;
    bool first_ = true;  ///< nothing was opened yet
    bool quit_ = false;
};

Desktop::Desktop(const DesktopOptions& options, Texts texts)
    : options_(options),
      texts_(std::move(texts)),
      video_(!options.screenshot.empty()),
      folder_(options.data) {
    if (!options_.seen.empty()) seen_.emplace(options_.seen);
    ask_passphrase(folder_);
    if (!options_.passphrase_file.empty()) open_by_file();
    if (keys_) open_again();
    open_stage();
    begin_work();
}

/// Who starts the program from another one names a file instead of typing.
void Desktop::open_by_file() {
    Result<std::string> passphrase = take_passphrase(options_.passphrase_file, texts_);
    if (!passphrase) throw Failure(passphrase.error(), options_.passphrase_file);
    const Result<Keys> keys = is_new_folder(folder_) ? begin_folder(folder_, *passphrase)
                                                     : unlock_folder(folder_, *passphrase);
    wipe(*passphrase);
    if (!keys) throw Failure(keys.error(), folder_);
    keys_ = *keys;
    unlock_.reset();
}

/// What follows once a folder is open and there is a window.
void Desktop::begin_work() {
    if (keys_) stage_->pictures().open(folder_ + "/blobs", keys_);
    if (!app_) return;
    if (options_.page && first_) commands_.push(command_for_page(*options_.page));
    if (first_ && stage_->window().software())
        app_->post(shell::Warn{{"window.note.software_gl", {}}});
    first_ = false;
    app_->settle();
    make_view();
}

void Desktop::ask_passphrase(const std::string& folder) {
    folder_ = folder;
    unlock_ = std::make_unique<unlock::Unlock>(unlock::begin(folder, people_of(root_of(folder))),
                                               [this] { events_.wake(); });
}

/// Nothing of the folder stays in memory or on the screen; what was typed is written down first.
void Desktop::lock_now(const std::string& next) {
    if (app_) app_->close();
    remember_size();
    app_.reset();
    rescue_.reset();
    view_ = AppView{};
    stage_->pictures().close();
    keys_.reset();
    ask_passphrase(next);
}

void Desktop::tend_unlock() {
    if (!unlock_) return;
    unlock_->settle();
    if (unlock_->state().quit) quit_ = true;
    if (!unlock_->state().keys) return;
    folder_ = unlock_->state().folder;
    keys_ = unlock_->state().keys;
    unlock_.reset();
    last_touch_ = std::chrono::steady_clock::now();
    open_again();
    begin_work();
}

/// Seconds until the folder locks itself; not while a sync is under way.
std::optional<double> Desktop::until_lock() const {
    if (!app_ || !options_.screenshot.empty() || app_->state().sync_centre.running)
        return std::nullopt;
    constexpr double kMinute = 60;
    return app_->state().shell.preferences.lock_minutes * kMinute - seconds_since(last_touch_);
}

void Desktop::open_data() {
    Preferences fallback;
    fallback.language = texts_.language();
    if (const std::optional<Message> damage = damage_at_start(folder_, keys_)) {
        throw Failure(*damage, folder_);
    }
    app_ = std::make_unique<App>(
        AppParts{.folder = folder_,
                 .open =
                     [this, folder = folder_, keys = keys_] {
                         return FieldDevice::open(folder, keys, clock_, random_, texts_.language());
                     },
                 .wake = [this] { events_.wake(); },
                 .fallback = fallback,
                 .one_thread = !options_.screenshot.empty()});
    ask_for(options_);
}

/// The folder, or the page about why it does not open.
void Desktop::open_again() {
    app_.reset();
    rescue_.reset();
    const std::optional<Message> problem = without_throwing([this] { open_data(); });
    if (problem) rescue_.emplace(folder_, keys_, *problem, [this] { events_.wake(); });
}

/// Another person of this machine wants the window: their folder takes the place of this one.
void Desktop::switch_person() {
    if (!app_ || app_->state().enrol.wanted_folder.empty()) return;
    lock_now(app_->state().enrol.wanted_folder);
}

void Desktop::tend_rescue() {
    if (!rescue_) return;
    rescue_->settle();
    if (rescue_->state().quit) quit_ = true;
    if (!rescue_->state().reopen) return;
    open_again();
    begin_work();
}

/// What was asked for on the command line is what the person wants from now on; a screenshot
/// changes nothing in the folder.
void Desktop::ask_for(const DesktopOptions& options) {
    if (!options.screenshot.empty()) return;
    Preferences wanted = app_->state().shell.preferences;
    wanted.language = options.language.value_or(wanted.language);
    wanted.theme = options.theme.value_or(wanted.theme);
    wanted.large_text = wanted.large_text || options.large_text;
    if (wanted == app_->state().shell.preferences) return;
    app_->post(shell::Prefer{wanted});
    app_->settle();
}

Preferences Desktop::preferences() const {
    Preferences preferences = app_ ? app_->state().shell.preferences : Preferences{};
    if (!app_) preferences.language = texts_.language();
    if (options_.screenshot.empty()) return preferences;
    preferences.language = options_.language.value_or(preferences.language);
    preferences.theme = options_.theme.value_or(preferences.theme);
    preferences.large_text = preferences.large_text || options_.large_text;
    return preferences;
}

void Desktop::open_stage() {
    const Preferences wanted = preferences();
    if (wanted.language != texts_.language()) texts_ = Texts{wanted.language};
    WindowPlan plan{.title = texts_({"window.title", {}}),
                    .size = options_.size.value_or(kUsualSize),
                    .scale = options_.scale,
                    .hold = !options_.screenshot.empty()};
    if (app_ && !options_.size && !plan.hold) {
        if (const auto last = read_window_memory(app_->device().store()))
            plan.size = {last->width, last->height};
    }
    stage_ = std::make_unique<Stage>(
        plan, ui_words(texts_), look_of(wanted), [this] { events_.wake(); },
        seen_ ? &recorder_ : nullptr);
}

void Desktop::make_view() {
    const Preferences wanted = preferences();
    if (wanted.language != texts_.language()) {
        texts_ = Texts{wanted.language};
        stage_->set_words(ui_words(texts_));
        stage_->window().set_title(texts_({"window.title", {}}));
    }
    stage_->set_look(look_of(wanted));
    const Millis now = app_->now();
    day_ = china_day(now);
    view_ = make_app_view(app_->state(), Words{texts_, app_->device().store().policy(), now, day_});
}

void Desktop::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_QUIT:
            quit_ = true;
            break;
        case SDL_KEYDOWN:
        case SDL_KEYUP:
        case SDL_TEXTINPUT:
            last_key_ = last_touch_ = std::chrono::steady_clock::now();
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEWHEEL:
        case SDL_MOUSEMOTION:
        case SDL_FINGERDOWN:
            last_touch_ = std::chrono::steady_clock::now();
            break;
        case SDL_DROPFILE:
            dropped_.emplace_back(event.drop.file);
            SDL_free(event.drop.file);
            break;
        case SDL_DROPCOMPLETE:
            if (app_ && !dropped_.empty()) {
                commands_.push(command_for_files(app_->state(), std::exchange(dropped_, {})));
            }
            break;
        default:
            break;
    }
    stage_->take(event);
}

void Desktop::draw(Ui& ui) {
    if (app_) {
        draw_frame(ui, view_, commands_);
    } else if (rescue_) {
        const RescueView view = make_rescue_view(rescue_->state(), texts_);
        for (const rescue::Command& command : draw_rescue(ui, view))
            rescue_->take(command, clock_.now());
    } else if (unlock_) {
        const UnlockView view = make_unlock_view(unlock_->state(), texts_);
        for (const unlock::Command& command : draw_unlock(ui, view))
            unlock_->take(command);
    }
}

/// As many frames as it takes until nothing moves any more, of which the last is shown.
void Desktop::frames() {
    int left = kFramesToSettle;
    for (int i = 0; i < kFramesAtOnce && left >= 0; ++i, --left) {
        const auto begun = std::chrono::steady_clock::now();
        events_.next_frame([this](const SDL_Event& event) { take(event); });
        if (app_ && day_ != china_day(app_->now())) make_view();
        bool again = stage_->frame([this](Ui& ui) { draw(ui); });
        if (app_ && app_->take(commands_)) {
            make_view();
            again = true;
        }
        tend_rescue();
        tend_unlock();
        switch_person();
        report_.worked(std::chrono::duration_cast<FrameReport::Microseconds>(
            std::chrono::steady_clock::now() - begun));
        if (again || events_.more()) left = kFramesToSettle;
    }
    if (stage_->show()) report_.shown();
    if (seen_) seen_->write(recorder_, stage_->window().ratio());
}

std::optional<double> Desktop::wake_time() const {
    std::optional<double> app;
    if (app_) {
        if (const std::optional<Millis> at = app_->wake_at())
            app = static_cast<double>(*at - app_->now()) / 1000;
    }
    return sleep_time({app, stage_->wake_time(), until_lock()});
}

/// True when there is something to draw.
bool Desktop::wait() {
    const std::optional<double> wake = wake_time();
    const bool listen = stage_->composing() || seconds_since(last_key_) < kListenAfterKey;
    const bool came = events_.wait(listen ? sleep_time({wake, kListenEvery}) : wake);
    const bool due = !came && (!listen || (wake && *wake <= kListenEvery));
    if (came || due) report_.woke(came);
    if (came && app_ && app_->settle()) {
        stage_->pictures().retry_broken();
        make_view();
    }
    return came || due;
}

void Desktop::remember_size() {
    if (!app_ || !options_.screenshot.empty()) return;
    const WindowSize size = stage_->window().size();
    // A full disk is told of where it matters; the size of a window does not.
    (void)without_throwing([&] {
        write_window_memory(app_->device().store(), {size.width, size.height});
    });
}

int Desktop::stay_open() {
    frames();
    while (!quit_) {
        const bool changed = wait();
        const std::optional<double> lock = until_lock();
        if (lock && *lock <= 0) lock_now(folder_);
        if (changed || (lock && *lock <= 0)) frames();
    }
    if (app_) app_->close();
    remember_size();
    if (options_.frames_report) std::cout << report_.json() << std::endl;
    return rescue_ ? 1 : 0;
}

int Desktop::take_screenshot() {
    if (rescue_) {
        std::cerr << texts_(rescue_->state().problem) << '\n';
        return 1;
    }
    const auto begun = std::chrono::steady_clock::now();
    do {
        frames();
        if (!stage_->pictures().waiting()) break;
        events_.wait(kListenEvery);
    } while (seconds_since(begun) < kPictureWait);
    frames();
    write_png(options_.screenshot, stage_->window().drawable(), stage_->picture());
    if (options_.frames_report) std::cout << report_.json() << std::endl;
    return 0;
}

}  // namespace

int run_desktop(const DesktopOptions& options, const Texts& texts) {
    TextInput::set_hints();
    Desktop desktop{options, texts};
    return options.screenshot.empty() ? desktop.stay_open() : desktop.take_screenshot();
}

}  // namespace cunji
