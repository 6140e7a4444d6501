#pragma once

#include "client/model/place.h"
#include "client/reading/project_list.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// The list of projects.
namespace cunji::projects {

/// Which of them are shown.
enum class Chip { All, Attention, Building, Missing, Finished };

using Lines = std::shared_ptr<const std::vector<ProjectLine>>;

struct State {
    Lines lines;  ///< nullptr: not read yet
    Chip chip = Chip::All;
    std::string typed;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string
        detail;  ///< "missing": only those that lack photos; "attention"; else as it was left
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Read {
    Lines lines;
};

struct Choose {
    Chip chip = Chip::All;
};

struct Type {
    std::string text;
};

using Command = std::variant<Enter, Refresh, Read, Choose, Type>;

struct Load {
    std::string today;
};

using Effect = std::variant<Load>;

Command as_command(Command);
Effect as_effect(Effect);

/// Goes through all photos for their stages.
inline Place place_of(const Effect& /*effect*/) {
    return Place::Worker;
}

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::projects
