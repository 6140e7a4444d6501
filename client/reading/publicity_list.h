#pragma once

#include "shared/store/store.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A notice on the board. Texts are empty when not filled in; codes are of the forms.
struct PublicityRow {
    std::string id;
    std::string scope;
    std::string type;
    std::string tier;
    std::string form;
    std::string state;
    std::string place;
    std::string start_on;
    std::string end_on;
    std::string meeting;
    std::string photo_start;
    std::string photo_end;
    bool about_project = false;  ///< some of its subjects is a project
    std::int64_t subjects = 0;
    std::int64_t open_objections = 0;
};

/// All held here, the latest first; a draft without a day comes before all.
std::vector<PublicityRow> read_publicities(const Store& store);

/// Those that rest on a meeting, the earliest first.
std::vector<PublicityRow> publicities_of(const Store& store, std::string_view meeting);

/// What hangs on the board and ends until `last_day` ("2026-11-21"), or has ended and was not taken
/// down or photographed. The one that ends first comes first.
std::vector<PublicityRow> publicities_ending(const Store& store, std::string_view last_day);

struct ObjectionRow {
    std::string id;
    std::string raiser;  ///< empty: nobody is named
    std::string channel;
    std::string content;
    std::string raised_at;
    std::string finding;
    std::string result;
    std::string replied_at;  ///< empty: still open
};

/// Of a notice, the earliest first.
std::vector<ObjectionRow> read_objections(const Store& store, std::string_view publicity);

}  // namespace cunji
