#include "client/model/pages.h"

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
#include "client/model/sync_centre.h"
#include "shared/base/check.h"

namespace cunji {

Command enter(const Page& page) {
    switch (page.kind) {
        case PageKind::Enrol:
            return enrol::Enter{page.id, page.detail};
        case PageKind::Today:
            return home::Enter{page.id, page.detail};
        case PageKind::Households:
            return households::Enter{page.id, page.detail};
        case PageKind::Household:
            return household::Enter{page.id, page.detail};
        case PageKind::Form:
            return form::Enter{page.id, page.detail};
        case PageKind::Meetings:
            return meetings::Enter{page.id, page.detail};
        case PageKind::Meeting:
            return meeting::Enter{page.id, page.detail};
        case PageKind::Publicity:
            return publicity::Enter{page.id, page.detail};
        case PageKind::Projects:
            return projects::Enter{page.id, page.detail};
        case PageKind::Project:
            return project::Enter{page.id, page.detail};
        case PageKind::Photo:
            return photos::Enter{page.id, page.detail};
        case PageKind::Record:
            return record::Enter{page.id, page.detail};
        case PageKind::Sync:
            return sync_centre::Enter{page.id, page.detail};
        case PageKind::Conflict:
            return conflict::Enter{page.id, page.detail};
        case PageKind::Settings:
            return settings::Enter{page.id, page.detail};
    }
    CHECK_THAT(false);
    return home::Enter{};
}

Command refresh(const Page& page) {
    switch (page.kind) {
        case PageKind::Enrol:
            return enrol::Refresh{};
        case PageKind::Today:
            return home::Refresh{};
        case PageKind::Households:
            return households::Refresh{};
        case PageKind::Household:
            return household::Refresh{};
        case PageKind::Form:
            return form::Refresh{};
        case PageKind::Meetings:
            return meetings::Refresh{};
        case PageKind::Meeting:
            return meeting::Refresh{};
        case PageKind::Publicity:
            return publicity::Refresh{};
        case PageKind::Projects:
            return projects::Refresh{};
        case PageKind::Project:
            return project::Refresh{};
        case PageKind::Photo:
            return photos::Refresh{};
        case PageKind::Record:
            return record::Refresh{};
        case PageKind::Sync:
            return sync_centre::Refresh{};
        case PageKind::Conflict:
            return conflict::Refresh{};
        case PageKind::Settings:
            return settings::Refresh{};
    }
    CHECK_THAT(false);
    return home::Refresh{};
}

}  // namespace cunji
