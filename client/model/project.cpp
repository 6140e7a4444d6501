#include "client/model/project.h"

#include "client/app/preferences.h"
#include "client/app/recording.h"
#include "client/app/watched_folder.h"
#include "client/app/wording.h"
#include "client/model/desk.h"
#include "client/model/failing.h"
#include "client/model/form.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <utility>

namespace cunji::project {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        if (state.id != enter.id) state = {};
        state.id = enter.id;
        (*this)(Refresh{});
    }

    void operator()(const Refresh& /*refresh*/) const {
        out.effect(Load{state.id, out.today});
        out.effect(Look{});
    }

    void operator()(const Read& read) const {
        if (read.id != state.id) return;  // another page was opened meanwhile
        state.page = read.page;
        state.titles = read.titles;
        state.gone = read.page == nullptr;
    }

    void operator()(const ShowStep& show) const { state.step = show.no; }

    void operator()(const AskStep& ask) const {
        state.asking = ask.code;
        state.why.clear();
        state.refused.reset();
    }

    void operator()(const Explain& explain) const { state.why = explain.why; }

    void operator()(const CancelStep& /*cancel*/) const { state.asking.clear(); }

    void operator()(const TakeStep& /*take*/) const {
        if (!state.page || state.asking.empty()) return;
        out.effect(SaveStep{state.id, state.asking, state.why});
    }

    void operator()(const StepTaken& /*taken*/) const {
        state.asking.clear();
        state.step = 0;
        out.command(shell::Say{{"projects.step_taken", {}}, {}});
        out.command(shell::RecordsChanged{});
    }

    void operator()(const StepRefused& refused) const { state.refused = refused.why; }

    void operator()(const Offered& offered) const { state.offered = offered.count; }

    void operator()(const AddProgress& /*add*/) const {
        form::Begin begin;
        begin.start.kind = "progress";
        begin.start.preset["project"] = state.id;
        begin.start.preset["report_on"] = out.today;
        out.command(std::move(begin));
    }

    void operator()(const Edit& /*edit*/) const {
        form::Begin begin;
        begin.start.kind = "project";
        begin.start.record = state.id;
        out.command(std::move(begin));
    }
};

/// What the records are called that use a picture of this page as well.
Titles titles_of(FieldDevice& device, const ProjectPage& page) {
    Wording wording{device.store(), device.texts()};
    Titles out;
    for (const StageSlot& slot : page.slots) {
        for (const PhotoItem& photo : slot.photos) {
            for (const ReusedPicture& other : photo.reused)
                out[other.subject] = wording.title(other.subject);
        }
    }
    return out;
}

struct Runner {
    Desk& desk;

    void operator()(const Load& load) const {
        Powers powers;
        if (const Result<Author> author = desk.device.author()) powers = author->powers;
        std::optional<ProjectPage> page =
            read_project(desk.device.store(), load.id, powers, load.today);
        if (!page) {
            desk.post(Read{load.id, nullptr, {}});
            return;
        }
        Titles titles = titles_of(desk.device, *page);
        desk.post(Read{load.id, std::make_shared<const ProjectPage>(std::move(*page)),
                       std::move(titles)});
    }

    void operator()(const Look& /*look*/) const {
        const std::string folder = read_preferences(desk.device.store(), {}).watched_folder;
        std::int64_t count = 0;
        if (!folder.empty()) {
            const auto found = look_for_pictures(desk.device, folder, desk.stopping);
            if (found) count = static_cast<std::int64_t>(found->size());
        }
        desk.post(Offered{count});
    }

    void operator()(const SaveStep& save) const {
        SaveRequest request;
        request.kind = "project";
        request.id = save.id;
        request.fields["step"] = save.code;
        request.why = save.why;
        std::optional<Message> refused;
        const std::optional<Message> broken = without_throwing([&] {
            const auto saved = record_group(desk.device, {request});
            if (!saved) refused = saved.error().front().message;
        });
        if (broken) refused = broken;
        if (refused) {
            desk.post(StepRefused{*refused});
        } else {
            desk.post(StepTaken{save.code});
        }
    }
};

}  // namespace

Place place_of(const Effect& effect) {
    return std::holds_alternative<SaveStep>(effect) ? Place::Here : Place::Worker;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::project
