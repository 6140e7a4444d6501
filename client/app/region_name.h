#pragma once

#include "shared/store/store.h"

#include <string>
#include <string_view>

namespace cunji {

/// What the region of that code is called: "雾岭脚村"; the code where its name is not known here.
std::string region_name(const Store& store, std::string_view code);

}  // namespace cunji
