#pragma once

#include "client/model/photos.h"
#include "client/views/words.h"

#include <string>
#include <utility>
#include <vector>

namespace cunji {

struct StageOption {
    std::string code;
    std::string label;
};

/// A file or a folder to choose from.
struct FileTile {
    std::string path;
    std::string name;
    std::string note;
    bool folder = false;
    bool chosen = false;
};

/// What became of a file, in words.
struct OutcomeLine {
    std::string name;
    std::string text;
    std::string photo;  ///< id; empty when it was refused
    enum class Kind { Added, Known, Reused, Refused } kind = Kind::Added;
};

struct AddingView {
    std::string subject;
    std::string title;
    std::string subtitle;
    std::string before_title;  ///< empty: there is no picture from before
    std::string before_text;
    std::string before_picture;

    std::string stage_label;
    std::string stage;
    std::vector<StageOption> stages;
    std::string title_label;
    std::string title_value;
    std::string place_label;
    std::string place_value;
    std::string place_help;

    std::string from_title;
    std::string drop_hint;
    std::string offered_title;  ///< empty: no watched folder, or nothing new
    std::string offered_all;
    std::string offered_aside;
    std::vector<FileTile> offered;
    std::string watched_problem;
    std::string look_again;  ///< empty: no folder is watched

    std::vector<FileTile> places;
    bool in_folder = false;
    std::string folder;  ///< path
    std::string up;      ///< label; empty at the root
    std::string up_path;
    std::string close_folder;
    std::string choose_all;
    std::string folder_empty;
    std::string folder_problem;
    std::vector<FileTile> files;

    std::string chosen_title;
    std::vector<FileTile> chosen;
    std::string add;  ///< label of the button
    bool can_add = false;
    std::string why_not;
    std::string running;  ///< "正在添加 2/5"; empty: nothing is being added
    float share = 0;
    std::string stop;
    std::string done_title;
    std::vector<OutcomeLine> done;
};

struct ShowingView {
    std::string id;
    std::string title;
    std::string subtitle;
    std::string who_answers;  ///< label: opens the page that says so
    bool loading = true;
    std::string gone;
    std::string picture;
    std::string no_picture;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::string> warnings;
    std::string elsewhere_title;
    std::vector<OutcomeLine> elsewhere;
};

struct PhotosView {
    bool adds = false;
    AddingView adding;
    ShowingView showing;
};

PhotosView make_photos_view(const photos::State& state, const Words& words);

}  // namespace cunji
