#include "client/model/update.h"

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

void update(State& state, const Command& command, Out& out) {
    if (const auto* area = command.as<shell::Command>()) shell::update(state.shell, *area, out);
    if (const auto* area = command.as<home::Command>()) home::update(state.home, *area, out);
    if (const auto* area = command.as<households::Command>())
        households::update(state.households, *area, out);
    if (const auto* area = command.as<household::Command>())
        household::update(state.household, *area, out);
    if (const auto* area = command.as<form::Command>()) form::update(state.form, *area, out);
    if (const auto* area = command.as<meetings::Command>())
        meetings::update(state.meetings, *area, out);
    if (const auto* area = command.as<meeting::Command>())
        meeting::update(state.meeting, *area, out);
    if (const auto* area = command.as<publicity::Command>())
        publicity::update(state.publicity, *area, out);
    if (const auto* area = command.as<projects::Command>())
        projects::update(state.projects, *area, out);
    if (const auto* area = command.as<project::Command>())
        project::update(state.project, *area, out);
    if (const auto* area = command.as<photos::Command>()) photos::update(state.photos, *area, out);
    if (const auto* area = command.as<record::Command>()) record::update(state.record, *area, out);
    if (const auto* area = command.as<sync_centre::Command>())
        sync_centre::update(state.sync_centre, *area, out);
    if (const auto* area = command.as<conflict::Command>())
        conflict::update(state.conflict, *area, out);
    if (const auto* area = command.as<settings::Command>())
        settings::update(state.settings, *area, out);
    if (const auto* area = command.as<enrol::Command>()) enrol::update(state.enrol, *area, out);
}

}  // namespace cunji
