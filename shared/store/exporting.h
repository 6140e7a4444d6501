#pragma once

#include "shared/policy/disclosure.h"
#include "shared/store/store.h"

#include <string>
#include <string_view>

namespace cunji {

/// Makes `path` (must not exist) a plain SQLite file with a table per kind, computed fields as
/// columns, void records too, for anyone with any SQLite tool; and `record`, `conflict`, `history`
/// and `field` (what each column means) in readable form. Masked, a sensitive number is NULL, other
/// sensitive values as disclosed_text(), in the history and the conflicts as well; an ID number has
/// beside it `<field>_match`, as match_code() of the folder gives it. Nothing stays behind when it
/// fails. @throws Failure error.export.exists; DbError
void export_sqlite(const Store& store, Disclosure disclosure, const std::string& path);

/// As list_records(), sensitive values as disclosed() gives them, ID numbers with their match.
Result<Json> export_json(const Store& store, Disclosure disclosure, std::string_view kind);

/// RFC 4180 with a header line and a UTF-8 byte order mark (spreadsheets), one line a record; void
/// and merged records left out. The elements of a list are divided by ";". A text that a
/// spreadsheet would take for a formula (= + - @ tab CR LF, also full-width) gets a ' in front.
/// @returns as list_records.
Result<std::string> export_csv(const Store& store, Disclosure disclosure, std::string_view kind);

}  // namespace cunji
