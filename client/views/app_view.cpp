#include "client/views/app_view.h"

namespace cunji {

AppView make_app_view(const State& state, const Words& words) {
    AppView view{make_shell_view(state.shell, words), HomeView{}};
    switch (state.shell.page().kind) {
        case PageKind::Enrol:
            view.page = make_enrol_view(state.enrol, words);
            break;
        case PageKind::Today:
            view.page = make_home_view(state.home, words);
            break;
        case PageKind::Households:
            view.page = make_households_view(state.households, words);
            break;
        case PageKind::Household:
            view.page = make_household_view(state.household, words);
            break;
        case PageKind::Form:
            view.page = make_form_view(state.form, words);
            break;
        case PageKind::Meetings:
            view.page = make_meetings_view(state.meetings, words);
            break;
        case PageKind::Meeting:
            view.page = make_meeting_view(state.meeting, words);
            break;
        case PageKind::Publicity:
            view.page = make_publicity_view(state.publicity, words);
            break;
        case PageKind::Projects:
            view.page = make_projects_view(state.projects, words);
            break;
        case PageKind::Project:
            view.page = make_project_view(state.project, words);
            break;
        case PageKind::Photo:
            view.page = make_photos_view(state.photos, words);
            break;
        case PageKind::Record:
            view.page = make_record_view(state.record, words);
            break;
        case PageKind::Sync:
            view.page = make_sync_centre_view(state.sync_centre, words);
            break;
        case PageKind::Conflict:
            view.page = make_conflict_view(state.conflict, words);
            break;
        case PageKind::Settings:
            view.page = make_settings_view(state.settings, words);
            break;
    }
    return view;
}

}  // namespace cunji
