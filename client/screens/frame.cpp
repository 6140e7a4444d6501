#include "client/screens/frame.h"

#include "client/screens/conflict_screen.h"
#include "client/screens/enrol_screen.h"
#include "client/screens/form_screen.h"
#include "client/screens/home_screen.h"
#include "client/screens/household_screen.h"
#include "client/screens/households_screen.h"
#include "client/screens/meeting_screen.h"
#include "client/screens/meetings_screen.h"
#include "client/screens/photos_screen.h"
#include "client/screens/project_screen.h"
#include "client/screens/projects_screen.h"
#include "client/screens/publicity_screen.h"
#include "client/screens/settings_screen.h"
#include "client/screens/sync_centre_screen.h"

#include <variant>

namespace cunji {

namespace {

struct DrawPage {
    Ui& ui;
    Commands& commands;

    void operator()(const HomeView& view) const { draw_home(ui, view, commands); }

    void operator()(const HouseholdsView& view) const { draw_households(ui, view, commands); }

    void operator()(const HouseholdView& view) const { draw_household(ui, view, commands); }

    void operator()(const FormView& view) const { draw_form(ui, view, commands); }

    void operator()(const MeetingsView& view) const { draw_meetings(ui, view, commands); }

    void operator()(const MeetingView& view) const { draw_meeting(ui, view, commands); }

    void operator()(const PublicityView& view) const { draw_publicity(ui, view, commands); }

    void operator()(const ProjectsView& view) const { draw_projects(ui, view, commands); }

    void operator()(const ProjectView& view) const { draw_project(ui, view, commands); }

    void operator()(const PhotosView& view) const { draw_photos(ui, view, commands); }

    void operator()(const SyncCentreView& view) const { draw_sync_centre(ui, view, commands); }

    void operator()(const ConflictView& view) const { draw_conflict(ui, view, commands); }

    void operator()(const SettingsView& view) const { draw_settings(ui, view, commands); }

    void operator()(const EnrolView& view) const { draw_enrol(ui, view, commands); }
};

}  // namespace

void draw_frame(Ui& ui, const AppView& view, Commands& commands) {
    std::visit(DrawPage{ui, commands}, view.page);
}

}  // namespace cunji
