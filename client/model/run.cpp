#include "client/model/run.h"

#include "client/model/conflict.h"
#include "client/model/enrol.h"
#include "client/model/form.h"
#include "client/model/home.h"
#include "client/model/household.h"
#include "client/model/households.h"
#include "client/model/meeting.h"
#include "client/model/meetings.h"
#include "client/model/photos.h"
#include "client/model/project.h"
#include "client/model/projects.h"
#include "client/model/publicity.h"
#include "client/model/record.h"
#include "client/model/settings.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"

namespace cunji {

namespace {

/// Calls `visit` with the area's variant.
template <typename... Areas, typename Visit>
void with_area(const Effect& effect, const Visit& visit) {
    const auto one = [&](const auto* area) {
        if (area != nullptr) visit(*area);
    };
    (one(effect.as<Areas>()), ...);
}

template <typename Visit>
void with_any(const Effect& effect, const Visit& visit) {
    with_area<shell::Effect, home::Effect, households::Effect, household::Effect, form::Effect,
              meetings::Effect, meeting::Effect, publicity::Effect, projects::Effect,
              project::Effect, photos::Effect, record::Effect, sync_centre::Effect,
              conflict::Effect, settings::Effect, enrol::Effect>(effect, visit);
}

}  // namespace

Place place_of(const Effect& effect) {
    Place place = Place::Here;
    with_any(effect, [&](const auto& area) { place = place_of(area); });
    return place;
}

void run(const Effect& effect, Desk& desk) {
    with_any(effect, [&](const auto& area) { run(area, desk); });
}

}  // namespace cunji
