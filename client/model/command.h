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

/// All that a person can do and all that a finished effect can say, area by area.
struct Command : OneOf<shell::Command, home::Command, households::Command, household::Command,
                       form::Command, meetings::Command, meeting::Command, publicity::Command,
                       projects::Command, project::Command, photos::Command, sync_centre::Command,
                       conflict::Command, settings::Command, enrol::Command> {
    using OneOf::OneOf;
};

}  // namespace cunji
