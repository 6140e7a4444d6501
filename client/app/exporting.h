#pragma once

#include "client/app/device.h"

#include <optional>
#include <string>

namespace cunji {

enum class ExportFormat { CsvText, JsonText, SqliteFile };

struct ExportRequest {
    std::string kind;  ///< empty for SqliteFile, which has all
    ExportFormat format = ExportFormat::CsvText;
    std::string path;
    bool full = false;     ///< also what is masked otherwise
    std::string reason{};  ///< why it has to be full
};

/// Writes what is held for other programs: one kind as CSV or JSON, or everything as plain SQLite.
/// A file of that name is replaced once the new one is complete. ID numbers, telephone numbers,
/// accounts, illnesses and all else that a form calls sensitive is masked; a full export needs a
/// role that may disclose and a reason, and is a record of its own ("disclosure", in the log of
/// each village whose records are in it, and so known to the county) before the first byte is
/// written.
/// @returns error.export.*, as list_records() and record_group(), or nothing when it is done.
/// @throws Failure error.file.*
std::optional<Message> export_file(FieldDevice& device, const ExportRequest& request);

}  // namespace cunji
