#pragma once

#include <string_view>

namespace cunji {

/// "0.1.0", as CMakeLists.txt says.
std::string_view program_version();

}  // namespace cunji
