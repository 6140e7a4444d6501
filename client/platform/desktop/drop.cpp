#include "client/platform/desktop/drop.h"

#include "client/model/enrol.h"
#include "client/model/form.h"
#include "client/model/photos.h"
#include "client/model/shell.h"

namespace cunji {

Command command_for_files(const State& state, const std::vector<std::string>& files) {
    const Page& page = state.shell.page();
    switch (page.kind) {
        case PageKind::Enrol:
            return enrol::TakePicture{files.front()};
        case PageKind::Form:
            return form::AddPhotos{{}, files};
        case PageKind::Household:
        case PageKind::Meeting:
        case PageKind::Publicity:
        case PageKind::Project:
            return photos::Drop{page.id, files};
        case PageKind::Photo:
            if (state.photos.adding) return photos::Drop{state.photos.adding->subject, files};
            break;
        case PageKind::Today:
        case PageKind::Households:
        case PageKind::Meetings:
        case PageKind::Projects:
        case PageKind::Record:
        case PageKind::Sync:
        case PageKind::Conflict:
        case PageKind::Settings:
            break;
    }
    return shell::Say{{"window.drop.nowhere", {}}, {}, true};
}

}  // namespace cunji
