#include "client/views/sync_centre_view.h"

namespace cunji {

SyncCentreView make_sync_centre_view(const sync_centre::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
