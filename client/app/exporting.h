#pragma once

#include "client/app/device.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

enum class ExportFormat { CsvText, JsonText, SqliteFile };

/// Writes what is held for other programs: one kind as CSV or JSON, or everything as plain SQLite.
/// A file of that name is replaced once the new one is complete. @returns as list_records(), or
/// nothing when it is done. @throws Failure error.file.*
std::optional<Message> export_file(const FieldDevice& device, std::string_view kind,
                                   ExportFormat format, const std::string& path);

}  // namespace cunji
