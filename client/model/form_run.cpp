// The work that filling in a form asks for.

#include "client/app/wording.h"
#include "client/form/draft_keeping.h"
#include "client/model/desk.h"
#include "client/model/failing.h"
#include "client/model/form.h"
#include "client/model/shell.h"
#include "client/reading/photo_folder.h"

#include <algorithm>
#include <filesystem>

namespace cunji::form {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEntriesMax = 500;  // of one folder; more are not looked through by hand

Around read_around(const Desk& desk, const FormSession& session) {
    const Store& store = desk.device.store();
    Wording wording{store, desk.device.texts()};
    return {read_subject(store, wording, session), read_titles(wording, session),
            read_picture_keys(store, session), fs::absolute(desk.device.draft_folder()).string()};
}

/// Where pictures usually are on this machine.
fs::path pictures_folder() {
    for (const PicturePlace& place : picture_places()) {
        if (place.kind == PicturePlaceKind::Pictures || place.kind == PicturePlaceKind::Home) {
            return place.path;
        }
    }
    return "/";
}

std::vector<FolderEntry> entries_of(const fs::path& folder) {
    std::vector<FolderEntry> out;
    if (const Result<FolderListing> listing = list_folder(folder.string())) {
        for (const cunji::FolderEntry& entry : listing->entries) {
            out.push_back({entry.path, entry.name, entry.folder});
            if (out.size() == kEntriesMax) break;
        }
    }
    // Folders first; the newest pictures have the last names.
    std::sort(out.begin(), out.end(), [](const FolderEntry& a, const FolderEntry& b) {
        if (a.folder != b.folder) return a.folder;
        return a.folder ? a.name < b.name : b.name < a.name;
    });
    if (folder.has_relative_path()) {
        out.insert(out.begin(), {folder.parent_path().string(), "..", true});
    }
    return out;
}

struct Runner {
    Desk& desk;

    void operator()(const Open& open) const {
        FieldDevice& device = desk.device;
        const FormStart& start = open.start;
        if (!open.anew) {
            const auto begun = find_begun(device, start.kind, start.record, start.preset);
            if (begun && post_reopened(*begun, true)) return;
        }
        Result<FormSession> session = FormSession::begin(device, start);
        if (!session) return desk.post(NotOpened{session.error()});
        post_opened(std::move(*session), true, false);
    }

    void operator()(const Reopen& reopen) const {
        const auto problem = try_reopen(reopen.draft, false);
        if (problem) desk.post(NotOpened{*problem});
    }

    void operator()(const Evaluate& evaluate) const {
        auto session = std::make_shared<FormSession>(*evaluate.session);
        session->refresh(desk.device.store(), desk.device.now());
        Around around = read_around(desk, *session);
        desk.post(Evaluated{evaluate.revision, std::move(session), std::move(around)});
    }

    void operator()(const Keep& keep) const {
        keep_draft(desk.device, *keep.session);
        desk.post(Kept{keep.revision});
    }

    void operator()(const FindCandidates& find) const {
        const Store& store = desk.device.store();
        Wording wording{store, desk.device.texts()};
        desk.post(Found{find.search,
                        find_candidates(store, wording, *find.session, find.place, find.search)});
    }

    void operator()(const ReadFolder& read) const {
        const fs::path folder = read.folder.empty() ? pictures_folder() : fs::path{read.folder};
        desk.post(FolderRead{folder.string(), entries_of(folder)});
    }

    void operator()(const TakePhotos& take) const {
        for (const std::string& file : take.files) {
            if (desk.stopping()) return;
            PendingPhoto photo;
            photo.field = take.place.field;
            photo.stage = stage_of(take.kind, take.place.field);
            Result<TakenPhoto> taken = take_photo(desk.device, file, std::move(photo));
            if (taken) {
                desk.post(PhotoTaken{take.draft, take.place, std::move(*taken)});
            } else {
                desk.post(PhotoRefused{take.draft, taken.error()});
            }
        }
    }

    void operator()(const SaveForm& save) const {
        // A full disk must not leave the page waiting for its answer.
        const std::optional<Message> broken = without_throwing([&] {
            const auto saved = save_form(desk.device, *save.session);
            if (!saved) return desk.post(NotSaved{saved.error()});
            desk.post(Saved{save.session->left(), save.session->id(), saved->photos_left});
        });
        if (broken) desk.post(NotSaved{{{{}, *broken}}});
    }

    void operator()(const FinishPhotos& finish) const {
        for (const Message& problem : finish_photos(desk.device, finish.draft))
            desk.post(shell::Warn{problem});
        desk.post(shell::RecordsChanged{});
    }

    void operator()(const LookForUnfinished& /*look*/) const {
        for (const std::string& draft : unfinished_photos(desk.device))
            desk.post(Finish{draft});
        sweep_pending(desk.device);
    }

    void operator()(const DropDraft& drop) const { discard_draft(desk.device, drop.draft); }

private:
    void post_opened(FormSession session, bool go, bool begun) const {
        auto shared = std::make_shared<const FormSession>(std::move(session));
        Around around = read_around(desk, *shared);
        desk.post(Opened{std::move(shared), std::move(around), go, begun});
    }

    [[nodiscard]] std::optional<Message> try_reopen(const std::string& draft, bool go) const {
        Result<FormSession> session = reopen_draft(desk.device, draft);
        if (!session) return session.error();
        post_opened(std::move(*session), go, go);
        return std::nullopt;
    }

    [[nodiscard]] bool post_reopened(const std::string& draft, bool go) const {
        return !try_reopen(draft, go);
    }
};

}  // namespace

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::form
