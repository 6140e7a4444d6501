#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cunji {

/// Makes or replaces a file, whole or not at all: power may fail at any moment. It is on disk when
/// this returns. @throws Failure error.file.not_writable {file}, error.file.disk_full {file}
void write_durably(const std::string& path, std::string_view bytes);

/// Gives a file that is complete at `temporary` its name, as write_durably() does.
/// @throws Failure as above
void move_durably(const std::string& temporary, const std::string& path);

/// @returns error.file.not_found, error.file.not_readable, error.file.too_large, each with {file}
Result<std::string> read_whole(const std::string& path, std::int64_t bytes_max);

/// Whether `inner` is `outer` or stands somewhere below it; links are followed.
[[nodiscard]] bool lies_in(const std::string& inner, const std::string& outer);

}  // namespace cunji
