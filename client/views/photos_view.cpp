#include "client/views/photos_view.h"

#include "client/app/wording.h"
#include "client/reading/project_page.h"
#include "client/views/project_words.h"

#include <algorithm>
#include <filesystem>

namespace cunji {

namespace {

constexpr int kDegrees = 7;
constexpr std::size_t kHashShown = 16;

std::string name_of(const std::string& path) {
    return std::filesystem::path{path}.filename().string();
}

std::string size_word(const Words& words, std::int64_t bytes) {
    constexpr std::int64_t kMegabyte = 1'000'000;
    if (bytes >= kMegabyte) {
        return words.say({"photos.megabytes", {{"number", with_point(bytes * 10 / kMegabyte, 1)}}});
    }
    return words.say({"photos.kilobytes", {{"number", std::to_string((bytes + 999) / 1000)}}});
}

bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// Stages that fit the record: those of projects, or all.
std::vector<StageOption> stages_of(const Words& words, const std::string& kind) {
    std::vector<StageOption> out;
    if (kind == "project") {
        for (const std::string_view stage : kProjectStages)
            out.push_back({std::string{stage}, stage_word(words, std::string{stage})});
        out.push_back({"document", stage_word(words, "document")});
        return out;
    }
    const Form* form = words.policy.find("photo");
    const Field* field = form == nullptr ? nullptr : form->find("stage");
    if (field == nullptr) return out;
    for (const Choice& choice : field->choices)
        out.push_back({choice.code, words.label(choice.label)});
    return out;
}

std::string place_word(const Words& words, const PicturePlace& place) {
    switch (place.kind) {
        case PicturePlaceKind::Camera:
            return words.say({"photos.place.camera", {{"name", place.name}}});
        case PicturePlaceKind::Pictures:
            return words.say("photos.place.pictures");
        case PicturePlaceKind::Home:
            return words.say("photos.place.home");
        case PicturePlaceKind::Stick:
            break;
    }
    return words.say({"photos.place.stick", {{"name", place.name}}});
}

OutcomeLine outcome_line(const Words& words, const photos::Outcome& outcome) {
    OutcomeLine line;
    line.name = name_of(outcome.file);
    line.photo = outcome.photo;
    if (outcome.refused) {
        line.kind = OutcomeLine::Kind::Refused;
        line.text = words.say(*outcome.refused);
    } else if (!outcome.elsewhere.empty()) {
        const photos::Elsewhere& other = outcome.elsewhere.front();
        line.kind = OutcomeLine::Kind::Reused;
        line.text = words.say({"photos.done.reused",
                               {{"name", other.title}, {"stage", stage_word(words, other.stage)}}});
    } else if (outcome.known) {
        line.kind = OutcomeLine::Kind::Known;
        line.text = words.say("photos.done.known");
    } else {
        line.text = words.say(outcome.stamped ? "photos.done.added" : "photos.done.unstamped");
    }
    return line;
}

FileTile picture_tile(const Words& words, const std::string& path, std::int64_t bytes,
                      const photos::Adding& adding) {
    FileTile tile;
    tile.path = path;
    tile.name = name_of(path);
    if (bytes > 0) tile.note = size_word(words, bytes);
    tile.chosen = holds(adding.chosen, path);
    return tile;
}

void add_before(AddingView& view, const photos::Adding& adding, const Words& words) {
    if (!adding.about || !adding.about->before || adding.stage == "before") return;
    if (!can_be_seen(*adding.about->before)) return;
    const PhotoItem& before = *adding.about->before;
    view.before_title = words.say("photos.before");
    view.before_text =
        before.taken_at.empty()
            ? words.say("photos.before_undated")
            : words.say({"photos.before_text", {{"when", taken_word(words, before)}}});
    view.before_picture = picture_key(before);
}

void add_sources(AddingView& view, const photos::Adding& adding, const Words& words) {
    view.from_title = words.say("photos.from");
    view.drop_hint = words.say("photos.drop_hint");
    if (adding.watches) view.look_again = words.say("photos.look_again");
    if (!adding.offered.empty()) {
        view.offered_title =
            words.say({"projects.offered", {{"count", std::to_string(adding.offered.size())}}});
        view.offered_all = words.say("photos.choose_all");
        view.offered_aside = words.say("photos.put_aside");
        for (const NewPicture& picture : adding.offered)
            view.offered.push_back(picture_tile(words, picture.path, picture.bytes, adding));
    }
    if (adding.watched_problem) view.watched_problem = words.say(*adding.watched_problem);
    for (const PicturePlace& place : adding.places) {
        view.places.push_back({.path = place.path,
                               .name = place_word(words, place),
                               .note = place.path,
                               .folder = true,
                               .chosen = false});
    }
    if (adding.folder_problem) view.folder_problem = words.say(*adding.folder_problem);
    if (!adding.folder) return;
    view.in_folder = true;
    view.folder = adding.folder->path;
    view.up_path = adding.folder->parent;
    if (!view.up_path.empty()) view.up = words.say("photos.up");
    view.close_folder = words.say("photos.close_folder");
    view.choose_all = words.say("photos.choose_all");
    view.folder_empty = words.say("photos.folder_empty");
    for (const FolderEntry& entry : adding.folder->entries) {
        FileTile tile = picture_tile(words, entry.path, entry.bytes, adding);
        tile.folder = entry.folder;
        view.files.push_back(std::move(tile));
    }
}

void add_running(AddingView& view, const photos::Adding& adding, const Words& words) {
    const std::size_t count = adding.chosen.size();
    view.chosen_title = words.say({"photos.chosen", {{"count", std::to_string(count)}}});
    for (const std::string& path : adding.chosen)
        view.chosen.push_back(picture_tile(words, path, 0, adding));
    view.add = count == 0 ? words.say("photos.add_title")
                          : words.say({"photos.add", {{"count", std::to_string(count)}}});
    view.can_add = count > 0 && !adding.stage.empty() && adding.waiting.empty();
    if (count == 0) {
        view.why_not = words.say("photos.choose_first");
    } else if (adding.stage.empty()) {
        view.why_not = words.say("photos.stage_first");
    }
    view.stop = words.say("photos.stop");
    if (!adding.waiting.empty()) {
        const auto done = static_cast<std::int64_t>(adding.done.size());
        view.running = words.say(
            {"photos.running",
             {{"done", std::to_string(done + 1)}, {"all", std::to_string(adding.going)}}});
        view.share =
            adding.going == 0 ? 0 : static_cast<float>(done) / static_cast<float>(adding.going);
    }
    view.done_title = words.say("photos.done");
    for (const photos::Outcome& outcome : adding.done)
        view.done.push_back(outcome_line(words, outcome));
}

AddingView adding_view(const photos::Adding& adding, const Words& words) {
    AddingView view;
    view.subject = adding.subject;
    view.title = words.say("photos.add_title");
    if (adding.about) view.subtitle = adding.about->title;
    add_before(view, adding, words);
    view.stage_label = words.field("photo", "stage");
    view.stage = adding.stage;
    view.stages = stages_of(words, adding.about ? adding.about->kind : std::string{});
    view.title_label = words.field("photo", "title");
    view.title_value = adding.title;
    view.place_label = words.field("photo", "place_name");
    view.place_value = adding.place_name;
    view.place_help = words.say("photos.place_help");
    add_sources(view, adding, words);
    add_running(view, adding, words);
    return view;
}

std::string original_word(const Words& words, OriginalState state) {
    switch (state) {
        case OriginalState::OnlyHere:
            return words.say("photos.original.only_here");
        case OriginalState::Both:
            return words.say("photos.original.both");
        case OriginalState::Elsewhere:
            break;
    }
    return words.say("photos.original.elsewhere");
}

void add_facts(ShowingView& view, const PhotoItem& photo, const Words& words) {
    const auto add = [&](std::string label, std::string value) {
        if (!value.empty()) view.facts.emplace_back(std::move(label), std::move(value));
    };
    add(words.field("photo", "stage"), stage_word(words, photo.stage));
    add(words.field("photo", "title"), photo.title);
    add(words.field("photo", "taken_at"), taken_word(words, photo));
    std::string place = photo.place_name;
    if (photo.lat_e7 && photo.lon_e7) {
        const std::string spot = words.say({"stamp.place",
                                            {{"lat", with_point(*photo.lat_e7, kDegrees)},
                                             {"lon", with_point(*photo.lon_e7, kDegrees)}}});
        place = place.empty()
                    ? spot
                    : words.say({"stamp.named_place", {{"name", place}, {"place", spot}}});
    }
    add(words.field("photo", "place_name"),
        place.empty() ? words.say("stamp.no_place") : std::move(place));
    add(words.field("photo", "camera"), photo.camera);
    add(words.say("photos.added_by"), photo.added_by);
    add(words.say("photos.added_at"), Wording::minute(photo.added_at));
    add(words.say("photos.original"), original_word(words, photo.original));
    add(words.say("photos.size"), words.say({"photos.size_value",
                                             {{"width", std::to_string(photo.width)},
                                              {"height", std::to_string(photo.height)},
                                              {"bytes", size_word(words, photo.bytes)}}}));
    add(words.say("photos.sha256"), photo.sha256.substr(0, kHashShown));
}

ShowingView showing_view(const photos::Showing& showing, const Words& words) {
    ShowingView view;
    view.id = showing.id;
    view.title = words.say("photos.one");
    if (showing.gone) {
        view.loading = false;
        view.gone = words.say("photos.gone");
        return view;
    }
    if (!showing.photo) return view;
    const PhotoItem& photo = *showing.photo;
    view.loading = false;
    view.title = photo.title.empty() ? stage_word(words, photo.stage) : photo.title;
    view.subtitle = showing.subject_title;
    view.who_answers = words.say("record.open");
    if (can_be_seen(photo)) view.picture = picture_key(photo);
    view.no_picture = words.say("error.photo.not_here");
    add_facts(view, photo, words);
    for (const Message& doubt : photo.doubts)
        view.warnings.push_back(words.say(doubt));
    view.elsewhere_title = words.say("photos.elsewhere");
    for (const photos::Elsewhere& other : showing.elsewhere) {
        view.elsewhere.push_back({.name = other.title,
                                  .text = stage_word(words, other.stage),
                                  .photo = other.photo,
                                  .kind = OutcomeLine::Kind::Reused});
    }
    return view;
}

}  // namespace

PhotosView make_photos_view(const photos::State& state, const Words& words) {
    PhotosView view;
    view.adds = state.adds && state.adding.has_value();
    if (view.adds) {
        view.adding = adding_view(*state.adding, words);
    } else {
        view.showing = showing_view(state.showing, words);
    }
    return view;
}

}  // namespace cunji
