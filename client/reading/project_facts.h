#pragma once

#include "shared/store/typed_table.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace cunji {

inline constexpr int kProjectSteps = 10;

// The steps that rules speak of, by their number.
inline constexpr int kStepPlan = 4;
inline constexpr int kStepPublicized = 7;
inline constexpr int kStepBuilding = 8;
inline constexpr int kStepAccepted = 9;

/// What the pictures of one stage say of when they were taken.
struct StageFacts {
    std::int64_t count = 0;
    std::string first;  ///< day, "2026-05-01"; empty when no picture says
    std::string last;   ///< likewise
};

/// All that the rules about a project look at.
struct ProjectFacts {
    std::string id;
    std::string scope;
    int step_no = 1;  ///< 1..kProjectSteps
    Values fields;    ///< of the project form, without nulls
    std::int64_t reports = 0;
    std::optional<std::int64_t> percent;  ///< the highest reported
    std::optional<std::int64_t> spent;    ///< fen, the highest reported
    std::string last_report_on;           ///< empty: never
    std::map<std::string, StageFacts, std::less<>> stages;

    /// Empty when the field is.
    [[nodiscard]] std::string text(std::string_view field) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view field) const;
    [[nodiscard]] bool has(std::string_view field) const;
    [[nodiscard]] std::int64_t pictures(std::string_view stage) const;
};

}  // namespace cunji
