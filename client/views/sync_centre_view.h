#pragma once

#include "client/model/sync_centre.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct SyncCentreView {
    std::string title;
};

SyncCentreView make_sync_centre_view(const sync_centre::State& state, const Words& words);

}  // namespace cunji
