#include "shared/base/version.h"

namespace cunji {

std::string_view program_version() {
    return CUNJI_VERSION;
}

}  // namespace cunji
