#pragma once

#include "client/form/record_draft.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

// The word about a warning is an entry of the record's remarks, "R058：没有信号": it goes with the
// record, so that a reviewer sees it without looking for it in the history.

/// Given in this form, or with an earlier save.
std::optional<std::string> explanation_of(const RecordDraft& draft, std::string_view rule);

/// The entry of the remarks.
std::string explanation_entry(std::string_view rule, std::string_view word);

/// Entries that saving the draft adds: of warnings there still are, said or changed in this form.
Json new_explanations(const RecordDraft& draft);

}  // namespace cunji
