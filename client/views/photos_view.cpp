#include "client/views/photos_view.h"

namespace cunji {

PhotosView make_photos_view(const photos::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
