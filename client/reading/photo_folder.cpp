#include "client/reading/photo_folder.h"

#include "client/app/watched_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

/// Entries of a folder, by name; what may not be read has none.
std::vector<fs::directory_entry> entries_of(const fs::path& folder, std::error_code& error) {
    std::vector<fs::directory_entry> out;
    fs::directory_iterator at{folder, error};
    while (!error && at != fs::directory_iterator{}) {
        out.push_back(*at);
        at.increment(error);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.path().filename() < b.path().filename();
    });
    return out;
}

bool is_folder(const fs::path& path) {
    std::error_code none;
    return fs::is_directory(path, none);
}

std::string variable(const char* name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody here changes the environment
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

}  // namespace

Result<FolderListing> list_folder(const std::string& folder) {
    if (!is_folder(folder)) return Message{"error.folder.not_a_folder", {{"folder", folder}}};
    std::error_code error;
    const std::vector<fs::directory_entry> entries = entries_of(folder, error);
    if (error) return Message{"error.folder.not_readable", {{"folder", folder}}};

    FolderListing listing;
    listing.path = folder;
    const fs::path parent = fs::path{folder}.parent_path();
    if (parent != fs::path{folder}) listing.parent = parent.string();
    for (const fs::directory_entry& entry : entries) {
        FolderEntry one;
        one.name = entry.path().filename().string();
        one.path = entry.path().string();
        one.folder = is_folder(entry.path());
        if (one.name.starts_with('.')) continue;
        if (!one.folder) {
            std::error_code none;
            if (!has_picture_name(one.name) || !entry.is_regular_file(none)) continue;
            one.bytes = static_cast<std::int64_t>(entry.file_size(none));
            one.changed = written_at(entry);
        }
        listing.entries.push_back(std::move(one));
    }
    std::stable_sort(listing.entries.begin(), listing.entries.end(),
                     [](const FolderEntry& a, const FolderEntry& b) {
                         if (a.folder != b.folder) return a.folder;
                         return !a.folder && a.changed > b.changed;
                     });
    return listing;
}

std::vector<PicturePlace> picture_places(const std::string& home,
                                         const std::vector<std::string>& mounts) {
    std::vector<PicturePlace> cameras;
    std::vector<PicturePlace> sticks;
    for (const std::string& mount : mounts) {
        std::error_code none;
        for (const fs::directory_entry& card : entries_of(mount, none)) {
            if (!is_folder(card.path())) continue;
            const std::string name = card.path().filename().string();
            const fs::path pictures = card.path() / "DCIM";
            if (is_folder(pictures)) {
                cameras.push_back({PicturePlaceKind::Camera, name, pictures.string()});
            } else {
                sticks.push_back({PicturePlaceKind::Stick, name, card.path().string()});
            }
        }
    }
    std::vector<PicturePlace> out = std::move(cameras);
    if (!home.empty()) {
        // As desktops in Chinese and in English call it.
        for (const char* name : {"图片", "Pictures"}) {
            const fs::path pictures = fs::path{home} / name;
            if (!is_folder(pictures)) continue;
            out.push_back({PicturePlaceKind::Pictures, {}, pictures.string()});
            break;
        }
        if (is_folder(home)) out.push_back({PicturePlaceKind::Home, {}, home});
    }
    out.insert(out.end(), sticks.begin(), sticks.end());
    return out;
}

std::vector<PicturePlace> picture_places() {
    const std::string user = variable("USER");
    std::vector<std::string> mounts;
    if (!user.empty()) mounts = {"/media/" + user, "/run/media/" + user};
    const std::string runtime = variable("XDG_RUNTIME_DIR");  // phones and cameras by cable
    if (!runtime.empty()) mounts.push_back(runtime + "/gvfs");
    return picture_places(variable("HOME"), mounts);
}

}  // namespace cunji
