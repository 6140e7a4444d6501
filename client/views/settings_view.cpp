#include "client/views/settings_view.h"

namespace cunji {

SettingsView make_settings_view(const settings::State& state, const Words& /*words*/) {
    return {state.id};
}

}  // namespace cunji
