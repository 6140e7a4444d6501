#include "client/model/settings.h"

#include "client/app/region_name.h"
#include "client/model/desk.h"
#include "client/model/enrol.h"
#include "client/model/failing.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <filesystem>
#include <system_error>

namespace cunji::settings {

namespace {

constexpr std::int64_t kHundred = 100;
constexpr std::string_view kRecords = "SELECT count(*) FROM record WHERE live = 1";

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& /*enter*/) const { out.effect(Load{}); }

    void operator()(const Refresh& /*refresh*/) const { out.effect(Load{}); }

    void operator()(const Loaded& loaded) const {
        state.facts = loaded.facts;
        state.preferences = loaded.preferences;
    }

    void operator()(const ChooseLanguage& choose) const {
        state.preferences.language = choose.language;
        prefer();
    }

    void operator()(const ChooseTheme& choose) const {
        state.preferences.theme = choose.theme;
        prefer();
    }

    void operator()(const ChooseLargeText& choose) const {
        state.preferences.large_text = choose.large;
        prefer();
    }

    void operator()(const OpenSheet& open) const {
        state.sheet = open.sheet;
        state.watched = state.preferences.watched_folder;
        state.watched_problem.reset();
        if (state.backing.running) return;
        state.backing.problem.reset();
        state.backing.report.reset();
    }

    void operator()(const CloseSheet& /*close*/) const { state.sheet = SheetKind::None; }

    void operator()(const TypeFolder& type) const {
        if (state.sheet == SheetKind::Watched) {
            state.watched = type.folder;
            state.watched_problem.reset();
        } else if (!state.backing.running) {
            state.backing.folder = type.folder;
            state.backing.problem.reset();
        }
    }

    void operator()(const BackUp& /*back_up*/) const {
        if (state.backing.running) return;
        state.backing.running = true;
        state.backing.done = 0;
        state.backing.total = 0;
        state.backing.problem.reset();
        state.backing.report.reset();
        state.backing.stop = sync_centre::StopFlag{};
        out.effect(MakeBackup{state.backing.folder, state.backing.stop});
    }

    void operator()(const BackupWent& went) const {
        state.backing.done = went.done;
        state.backing.total = went.total;
    }

    void operator()(const BackedUp& backed_up) const {
        state.backing.running = false;
        state.backing.problem = backed_up.problem;
        state.backing.report = backed_up.report;
        if (state.sheet == SheetKind::Backup) return;
        // The person is on another page by now.
        if (backed_up.problem) out.command(shell::Warn{*backed_up.problem});
        if (backed_up.report) {
            out.command(
                shell::Say{{"settings.backup_done", {{"folder", backed_up.report->folder}}}, {}});
        }
    }

    void operator()(const StopBackup& /*stop*/) const {
        if (state.backing.running) out.effect(RaiseStop{state.backing.stop});
    }

    void operator()(const KeepWatched& /*keep*/) const { out.effect(CheckWatched{state.watched}); }

    void operator()(const WatchedChecked& checked) const {
        state.watched_problem = checked.problem;
        if (checked.problem) return;
        state.preferences.watched_folder = checked.folder;
        state.sheet = SheetKind::None;
        prefer();
    }

    void operator()(const ChooseLock& choose) const {
        state.preferences.lock_minutes = choose.minutes;
        prefer();
    }

    void operator()(const LockNow& /*lock*/) const {
        if (state.facts) out.command(enrol::SwitchTo{state.facts->folder});
    }

    void operator()(const SwitchTo& to) const { out.command(enrol::SwitchTo{to.folder}); }

    void operator()(const AddPerson& /*add*/) const { out.command(enrol::AddPerson{}); }

private:
    void prefer() const { out.command(shell::Prefer{state.preferences}); }
};

Facts read_facts(const Desk& desk) {
    const Store& store = desk.device.store();
    Facts out;
    if (const std::optional<Enrolment> enrolment = read_enrolment(store)) {
        out.name = enrolment->name;
        out.role = enrolment->role;
        out.server = enrolment->server.url;
        out.device = enrolment->device;
    }
    out.scopes = scope_states(store);
    for (ScopeState& scope : out.scopes)
        scope.scope = region_name(store, scope.scope);
    out.folder = desk.folder;
    out.people = people_of(root_of(desk.folder));
    out.contact = last_contact(store);
    out.storage = read_storage(desk.device);
    out.records = store.db().integer(kRecords).value_or(0);
    out.policy = store.policy().version;
    return out;
}

struct Runner {
    Desk& desk;

    void operator()(const Load& /*load*/) const {
        Preferences fallback;
        fallback.language = desk.device.texts().language();
        desk.post(Loaded{read_facts(desk), read_preferences(desk.device.store(), fallback)});
    }

    void operator()(const MakeBackup& make) const {
        BackedUp done;
        std::int64_t percent = -1;
        const auto went = [&](std::int64_t files, std::int64_t total) {
            // The window is drawn for each of these, not for each of ten thousand files.
            if (files * kHundred / total != percent) desk.post(BackupWent{files, total});
            percent = files * kHundred / total;
            return !make.stop.raised() && !desk.stopping();
        };
        const std::optional<Message> broken = without_throwing([&] {
            Result<BackupReport> report = back_up(desk.device, make.folder, went);
            if (report) {
                done.report = std::move(*report);
            } else {
                done.problem = report.error();
            }
        });
        if (broken) done.problem = broken;
        desk.post(std::move(done));
    }

    void operator()(const RaiseStop& stop) const { stop.stop.raise(); }

    void operator()(const CheckWatched& check) const {
        std::error_code error;
        WatchedChecked checked{check.folder, {}};
        if (!check.folder.empty() && !std::filesystem::is_directory(check.folder, error)) {
            checked.problem = Message{"error.backup.no_folder", {{"folder", check.folder}}};
        }
        desk.post(std::move(checked));
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::settings
