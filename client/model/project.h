#pragma once

#include "client/model/place.h"
#include "client/reading/project_page.h"
#include "shared/base/message.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace cunji {
struct Out;
struct Desk;
}  // namespace cunji

/// One project: its ten steps and its photos.
namespace cunji::project {

using PagePtr = std::shared_ptr<const ProjectPage>;
/// What records are called, by id.
using Titles = std::map<std::string, std::string, std::less<>>;

struct State {
    std::string id;
    PagePtr page;              ///< nullptr: not read yet, or gone
    bool gone = false;         ///< void or not on this device
    Titles titles;             ///< of what pictures were used for elsewhere
    int step = 0;              ///< number of the step whose needs are shown; 0: the present one
    std::int64_t offered = 0;  ///< new pictures in the watched folder
    std::string asking;        ///< code of the step that is about to be taken; empty: none
    std::string why;
    std::optional<Message> refused;
};

/// The page was opened.
struct Enter {
    std::string id;
    std::string detail;
};

/// Records have changed while the page is shown.
struct Refresh {};

struct Read {
    std::string id;
    PagePtr page;
    Titles titles;
};

struct ShowStep {
    int no = 0;
};

/// Before a step is taken a person sees what is missing.
struct AskStep {
    std::string code;
};

struct Explain {
    std::string why;
};

struct CancelStep {};

struct TakeStep {};

struct StepTaken {
    std::string code;
};

struct StepRefused {
    Message why;
};

struct Offered {
    std::int64_t count = 0;
};

/// Opens the form of a report, or of the project itself.
struct AddProgress {};

struct Edit {};

using Command = std::variant<Enter, Refresh, Read, ShowStep, AskStep, Explain, CancelStep, TakeStep,
                             StepTaken, StepRefused, Offered, AddProgress, Edit>;

struct Load {
    std::string id;
    std::string today;
};

/// Into the watched folder.
struct Look {};

struct SaveStep {
    std::string id;
    std::string code;
    std::string why;
};

using Effect = std::variant<Load, Look, SaveStep>;

Command as_command(Command);
Effect as_effect(Effect);

Place place_of(const Effect& effect);

void update(State& state, const Command& command, Out& out);
void run(const Effect& effect, Desk& desk);

}  // namespace cunji::project
