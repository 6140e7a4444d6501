#pragma once

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

/// Everything the window knows. Plain values, changed by update() alone.
struct State {
    shell::State shell;
    home::State home;
    households::State households;
    household::State household;
    form::State form;
    meetings::State meetings;
    meeting::State meeting;
    publicity::State publicity;
    projects::State projects;
    project::State project;
    photos::State photos;
    record::State record;
    sync_centre::State sync_centre;
    conflict::State conflict;
    settings::State settings;
    enrol::State enrol;
};

}  // namespace cunji
