#include "client/app/exporting.h"

#include "shared/base/files.h"
#include "shared/json/json.h"
#include "shared/store/exporting.h"
#include "shared/store/reading.h"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace cunji {

namespace {

void export_everything(const Store& store, const std::string& path) {
    const std::string temporary = path + '.' + std::to_string(::getpid()) + ".tmp";
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);  // of a run that was cut
    try {
        export_sqlite(store, temporary);
    } catch (...) {
        std::filesystem::remove(temporary, ignored);
        throw;
    }
    move_durably(temporary, path);
}

Result<std::string> text_of_kind(const Store& store, std::string_view kind, ExportFormat format) {
    if (format == ExportFormat::CsvText) return export_csv(store, kind);
    const Result<Json> list = list_records(store, kind, {});
    if (!list) return list.error();
    return write_json(*list) + '\n';
}

}  // namespace

std::optional<Message> export_file(const FieldDevice& device, std::string_view kind,
                                   ExportFormat format, const std::string& path) {
    if (format == ExportFormat::SqliteFile) {
        export_everything(device.store(), path);
        return std::nullopt;
    }
    const Result<std::string> text = text_of_kind(device.store(), kind, format);
    if (!text) return text.error();
    write_durably(path, *text);
    return std::nullopt;
}

}  // namespace cunji
