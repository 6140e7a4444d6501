#pragma once

#include "client/model/conflict.h"
#include "client/model/enrol.h"
#include "client/model/form.h"
#include "client/model/home.h"
#include "client/model/household.h"
#include "client/model/households.h"
#include "client/model/meeting.h"
#include "client/model/meetings.h"
#include "client/model/one_of.h"
#include "client/model/photos.h"
#include "client/model/project.h"
#include "client/model/projects.h"
#include "client/model/publicity.h"
#include "client/model/settings.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"

namespace cunji {

/// All the I/O that an update can ask for, area by area.
struct Effect : OneOf<shell::Effect, home::Effect, households::Effect, household::Effect,
                      form::Effect, meetings::Effect, meeting::Effect, publicity::Effect,
                      projects::Effect, project::Effect, photos::Effect, sync_centre::Effect,
                      conflict::Effect, settings::Effect, enrol::Effect> {
    using OneOf::OneOf;
};

}  // namespace cunji
