#pragma once

#include "client/app/checking.h"

#include <span>
#include <string_view>

namespace cunji {

/// A rule about one record alone, looked at while it is filled in. The numbers are those of the
/// county's list of data-quality rules. An Error is impossible, never merely unwelcome; a Warning
/// asks for a word of explanation.
struct DraftRule {
    std::string_view kind;
    std::string_view rule;
    std::string_view field;  ///< beside which it is said
    Severity severity = Severity::Warning;
    /// SQL over the record's fields (r.), true when the rule is broken; "now" is ?1 in China's
    /// time, "2026-11-21T14:05".
    std::string_view broken;
    const char* key;             ///< form.rule.*
    bool field_answers = false;  ///< what is written into the field is the explanation
};

std::span<const DraftRule> draft_rules();

}  // namespace cunji
