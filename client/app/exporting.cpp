#include "client/app/exporting.h"

#include "client/app/recording.h"
#include "shared/base/files.h"
#include "shared/json/json.h"
#include "shared/policy/rights.h"
#include "shared/record/normalise.h"
#include "shared/store/exporting.h"
#include "shared/store/reading.h"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace cunji {

namespace {

constexpr std::string_view kScopesOfKind =
    "SELECT scope, count(*) FROM record WHERE live = 1 AND (?1 = '' OR kind = ?1) GROUP BY scope "
    "ORDER BY scope";

void export_everything(const Store& store, Disclosure disclosure, const std::string& path) {
    const std::string temporary = path + '.' + std::to_string(::getpid()) + ".tmp";
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);  // of a run that was cut
    try {
        export_sqlite(store, disclosure, temporary);
    } catch (...) {
        std::filesystem::remove(temporary, ignored);
        throw;
    }
    move_durably(temporary, path);
}

Result<std::string> text_of_kind(const Store& store, Disclosure disclosure, std::string_view kind,
                                 ExportFormat format) {
    if (format == ExportFormat::CsvText) return export_csv(store, disclosure, kind);
    const Result<Json> list = export_json(store, disclosure, kind);
    if (!list) return list.error();
    return write_json(*list) + '\n';
}

/// A record of each village's, signed and sent like all others: nobody can take a full export and
/// leave no trace at the county.
std::optional<Message> register_disclosure(FieldDevice& device, const ExportRequest& request) {
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return enrolment.error();
    if (!powers_of(enrolment->role).discloses) return Message{"error.export.no_right", {}};
    if (normalise_text(request.reason).value_or("").empty())
        return Message{"error.export.reason", {}};
    std::vector<SaveRequest> entries;
    Query query = device.store().db().query(kScopesOfKind, std::string_view{request.kind});
    while (query.step()) {
        SaveRequest& entry = entries.emplace_back();
        entry.kind = "disclosure";
        entry.scope = query.str(0);
        entry.fields = {{"content", request.kind.empty() ? "*" : request.kind},
                        {"records", query.integer(1)},
                        {"reason", request.reason}};
    }
    for (const SaveRequest& entry : entries) {
        const auto saved = record_group(device, {entry});
        if (!saved.ok()) return saved.error().front().message;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Message> export_file(FieldDevice& device, const ExportRequest& request) {
    const Disclosure disclosure = request.full ? Disclosure::Full : Disclosure::Masked;
    const bool all = request.format == ExportFormat::SqliteFile;
    std::optional<Message> problem;
    if (!all && device.store().table(request.kind) == nullptr)
        return Message{"error.list.unknown_kind", {{"kind", request.kind}}};
    if (request.full) problem = register_disclosure(device, request);
    if (problem) return problem;
    if (all) {
        export_everything(device.store(), disclosure, request.path);
        return std::nullopt;
    }
    const Result<std::string> text =
        text_of_kind(device.store(), disclosure, request.kind, request.format);
    if (!text) return text.error();
    write_durably(request.path, *text);
    return std::nullopt;
}

}  // namespace cunji
