#pragma once

#include "client/platform/desktop/options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

/// @param rgba rows from the top. @throws Failure error.file.not_writable {file}
void write_png(const std::string& path, WindowSize size, const std::vector<std::uint8_t>& rgba);

}  // namespace cunji
