#pragma once

#include "client/model/enrol.h"
#include "client/views/sync_centre_view.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

struct PersonRow {
    std::string id;  ///< the folder
    std::string title;
    std::string subtitle;
    bool current = false;
};

struct EnrolView {
    enum class Step { Join, FirstSync, Ready };

    Step step = Step::Join;
    std::string title, subtitle;
    std::string product, promise;  ///< who meets the program for the first time reads this
    std::string fields;            ///< another name: what the fields hold came from elsewhere
    std::string server_label, server_hint, server;
    std::string code_label, code_hint, code;
    std::string picture_hint;  ///< that a picture may be dropped; or that it is being read
    bool reading_picture = false;
    bool waiting = false;  ///< for the server
    std::string join, stop;
    std::string problem;  ///< empty: none
    std::optional<SyncProgress> progress;
    std::string again, begin;  ///< buttons after the first sync
    std::string people_title;
    std::vector<PersonRow> people;  ///< the others, to change over to
};

EnrolView make_enrol_view(const enrol::State& state, const Words& words);

/// The name of a role in words.
std::string role_in_words(const std::string& role, const Words& words);

}  // namespace cunji
