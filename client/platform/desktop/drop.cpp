#include "client/platform/desktop/drop.h"

namespace cunji {

Command command_for_files(const State& /*state*/, const std::vector<std::string>& /*files*/) {
    return shell::Say{{"window.drop.nowhere", {}}, {}};
}

}  // namespace cunji
