#pragma once

#include "client/model/state.h"
#include "client/views/conflict_view.h"
#include "client/views/enrol_view.h"
#include "client/views/form_view.h"
#include "client/views/home_view.h"
#include "client/views/household_view.h"
#include "client/views/households_view.h"
#include "client/views/meeting_view.h"
#include "client/views/meetings_view.h"
#include "client/views/photos_view.h"
#include "client/views/project_view.h"
#include "client/views/projects_view.h"
#include "client/views/publicity_view.h"
#include "client/views/record_view.h"
#include "client/views/settings_view.h"
#include "client/views/shell_view.h"
#include "client/views/sync_centre_view.h"

#include <variant>

namespace cunji {

/// What the whole window shows.
struct AppView {
    ShellView shell;
    std::variant<HomeView, HouseholdsView, HouseholdView, FormView, MeetingsView, MeetingView,
                 PublicityView, ProjectsView, ProjectView, PhotosView, RecordView, SyncCentreView,
                 ConflictView, SettingsView, EnrolView>
        page;
};

/// Only the page that is shown is made.
AppView make_app_view(const State& state, const Words& words);

}  // namespace cunji
