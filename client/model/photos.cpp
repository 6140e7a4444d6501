#include "client/model/photos.h"

#include "client/app/photos.h"
#include "client/app/preferences.h"
#include "client/app/wording.h"
#include "client/model/desk.h"
#include "client/model/failing.h"
#include "client/model/out.h"
#include "client/model/shell.h"
#include "client/reading/project_list.h"

#include <algorithm>
#include <utility>

namespace cunji::photos {

namespace {

bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

void choose(Adding& adding, const std::string& path) {
    if (!holds(adding.chosen, path)) adding.chosen.push_back(path);
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state.adds = enter.detail.starts_with(kAdd);
        if (state.adds) {
            begin_adding(enter);
        } else {
            if (state.showing.id != enter.id) state.showing = {};
            state.showing.id = enter.id;
            out.effect(ReadPhoto{enter.id});
        }
    }

    void operator()(const Refresh& /*refresh*/) const {
        if (!state.adds) {
            out.effect(ReadPhoto{state.showing.id});
        } else if (state.adding) {
            out.effect(ReadSubject{state.adding->subject});
        }
    }

    void operator()(const Drop& drop) const {
        state.dropped = drop.files;
        if (state.adds && state.adding && state.adding->subject == drop.subject) {
            take_dropped();
        } else {
            out.command(shell::Go{{PageKind::Photo, drop.subject, std::string{kAdd}}});
        }
    }

    void operator()(const PhotoRead& read) const {
        if (read.showing.id == state.showing.id) state.showing = read.showing;
    }

    void operator()(const SubjectRead& read) const {
        if (state.adding && state.adding->subject == read.subject.id) {
            state.adding->about = read.subject;
        }
    }

    void operator()(const PlacesRead& read) const {
        if (state.adding) state.adding->places = read.places;
    }

    void operator()(const OpenFolder& open) const { out.effect(ReadFolder{open.path}); }

    void operator()(const FolderRead& read) const {
        if (!state.adding) return;
        state.adding->folder = read.listing;
        state.adding->folder_problem.reset();
    }

    void operator()(const FolderRefused& refused) const {
        if (state.adding) state.adding->folder_problem = refused.why;
    }

    void operator()(const CloseFolder& /*close*/) const {
        if (!state.adding) return;
        state.adding->folder.reset();
        state.adding->folder_problem.reset();
    }

    void operator()(const Offered& offered) const {
        if (!state.adding) return;
        state.adding->watches = offered.watches;
        state.adding->offered = offered.pictures;
        state.adding->watched_problem = offered.problem;
    }

    void operator()(const LookAgain& /*look*/) const { out.effect(Look{}); }

    void operator()(const PutAside& /*aside*/) const {
        if (!state.adding) return;
        Settle settle;
        for (const NewPicture& picture : state.adding->offered) {
            settle.sha256s.push_back(picture.sha256);
            std::erase(state.adding->chosen, picture.path);
        }
        state.adding->offered.clear();
        out.effect(std::move(settle));
    }

    void operator()(const ChooseOffered& /*all*/) const {
        if (!state.adding) return;
        for (const NewPicture& picture : state.adding->offered)
            choose(*state.adding, picture.path);
    }

    void operator()(const SetStage& set) const {
        if (state.adding) state.adding->stage = set.stage;
    }

    void operator()(const SetTitle& set) const {
        if (state.adding) state.adding->title = set.text;
    }

    void operator()(const SetPlaceName& set) const {
        if (state.adding) state.adding->place_name = set.text;
    }

    void operator()(const Toggle& toggle) const {
        if (!state.adding) return;
        if (holds(state.adding->chosen, toggle.path)) {
            std::erase(state.adding->chosen, toggle.path);
        } else {
            choose(*state.adding, toggle.path);
        }
    }

    void operator()(const ChooseAll& /*all*/) const {
        if (!state.adding || !state.adding->folder) return;
        for (const cunji::FolderEntry& entry : state.adding->folder->entries) {
            if (!entry.folder) choose(*state.adding, entry.path);
        }
    }

    void operator()(const Add& /*add*/) const {
        if (!state.adding) return;
        Adding& adding = *state.adding;
        if (!adding.waiting.empty() || adding.chosen.empty() || adding.stage.empty()) return;
        adding.waiting.assign(adding.chosen.rbegin(), adding.chosen.rend());
        adding.going = static_cast<std::int64_t>(adding.waiting.size());
        adding.done.clear();
        next();
    }

    void operator()(const Added& added) const {
        if (!state.adding || state.adding->subject != added.subject) return;
        Adding& adding = *state.adding;
        std::erase(adding.waiting, added.outcome.file);
        std::erase(adding.chosen, added.outcome.file);
        std::erase_if(adding.offered, [&](const NewPicture& picture) {
            return picture.path == added.outcome.file && !added.outcome.refused;
        });
        adding.done.push_back(added.outcome);
        if (!adding.waiting.empty()) {
            next();
            return;
        }
        out.command(shell::RecordsChanged{});
    }

    void operator()(const Stop& /*stop*/) const {
        if (!state.adding) return;
        // The one that is being added now comes to its end.
        Adding& adding = *state.adding;
        if (adding.waiting.size() > 1) {
            adding.waiting.erase(adding.waiting.begin(), adding.waiting.end() - 1);
        }
        adding.going = static_cast<std::int64_t>(adding.done.size() + adding.waiting.size());
    }

    void begin_adding(const Enter& enter) const {
        const std::string stage = enter.detail.substr(kAdd.size());
        if (!state.adding || state.adding->subject != enter.id) {
            state.adding = Adding{};
            state.adding->subject = enter.id;
        }
        if (state.adding->waiting.empty()) state.adding->done.clear();
        if (!stage.empty()) state.adding->stage = stage;
        take_dropped();
        out.effect(ReadSubject{enter.id});
        out.effect(ReadPlaces{});
        out.effect(Look{});
    }

    void take_dropped() const {
        for (const std::string& file : std::exchange(state.dropped, {}))
            choose(*state.adding, file);
    }

    void next() const {
        const Adding& adding = *state.adding;
        out.effect(AddOne{adding.subject, adding.waiting.back(), adding.stage, adding.title,
                          adding.place_name});
    }
};

struct Runner {
    Desk& desk;

    void operator()(const ReadPhoto& read) const {
        const Store& store = desk.device.store();
        Showing showing;
        showing.id = read.id;
        showing.photo = find_photo(store, read.id);
        showing.gone = !showing.photo.has_value();
        if (showing.photo) {
            std::vector<PhotoItem> one{*showing.photo};
            find_reused(store, one);
            find_doubts(one);
            showing.photo = one.front();
            showing.subject_title = title(showing.photo->subject);
            if (const auto key = find_record(store, showing.photo->subject)) {
                showing.subject_kind = key->kind;
            }
            for (const ReusedPicture& other : showing.photo->reused)
                showing.elsewhere.push_back({other.photo, title(other.subject), other.stage});
        }
        desk.post(PhotoRead{std::move(showing)});
    }

    void operator()(const ReadSubject& read) const {
        const Store& store = desk.device.store();
        Subject subject;
        subject.id = read.id;
        subject.title = title(read.id);
        const std::optional<RecordKey> key = find_record(store, read.id);
        if (key) subject.kind = key->kind;
        const std::vector<std::string> subjects = subject.kind == "project"
                                                      ? photo_subjects(store, read.id)
                                                      : std::vector<std::string>{read.id};
        for (PhotoItem& photo : photos_of(store, subjects)) {
            if (photo.stage != "before") continue;
            subject.before = std::move(photo);
            break;
        }
        desk.post(SubjectRead{std::move(subject)});
    }

    void operator()(const ReadPlaces& /*read*/) const { desk.post(PlacesRead{picture_places()}); }

    void operator()(const ReadFolder& read) const {
        Result<FolderListing> listing = list_folder(read.path);
        if (listing) {
            desk.post(FolderRead{std::move(*listing)});
        } else {
            desk.post(FolderRefused{listing.error()});
        }
    }

    void operator()(const Look& /*look*/) const {
        const std::string folder = read_preferences(desk.device.store(), {}).watched_folder;
        if (folder.empty()) {
            desk.post(Offered{});
            return;
        }
        const auto found = look_for_pictures(desk.device, folder, desk.stopping);
        if (found) {
            desk.post(Offered{true, *found, std::nullopt});
        } else {
            desk.post(Offered{true, {}, found.error()});
        }
    }

    void operator()(const Settle& settle) const { put_pictures_aside(desk.device, settle.sha256s); }

    void operator()(const AddOne& add) const {
        Outcome outcome;
        outcome.file = add.file;
        const std::optional<Message> broken = without_throwing([&] {
            const auto added = add_photo(
                desk.device, {add.file, add.subject, add.stage, add.title, add.place_name});
            if (!added) {
                outcome.refused = added.error().front().message;
                return;
            }
            outcome.photo = added->id;
            outcome.known = !added->op.has_value();
            outcome.stamped = added->stamped || outcome.known;
            for (const std::string& other : added->similar_to) {
                if (const auto photo = find_photo(desk.device.store(), other)) {
                    outcome.elsewhere.push_back({other, title(photo->subject), photo->stage});
                }
            }
        });
        if (broken) outcome.refused = broken;
        desk.post(Added{add.subject, std::move(outcome)});
    }

    [[nodiscard]] std::string title(const std::string& record) const {
        return Wording{desk.device.store(), desk.device.texts()}.title(record);
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::photos
