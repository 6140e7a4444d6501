#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// How long something hangs on the wall. Pure.
namespace cunji {

/// Days a notice must stand. The county may pass others.
struct PublicityRules {
    std::int64_t resolution_days = 5;      ///< W3: a resolution, and what came of it
    std::int64_t project_days = 10;        ///< W3: what spends project money
    std::int64_t review_days = 7;          ///< W1, W2: who is registered, who leaves, to 2020
    std::int64_t watched_review_days = 5;  ///< W1: of households that are watched, from then on
    std::int64_t watched_since = 2021;     ///< year
};

/// What of a notice its term depends on. Codes of the form "publicity"; dates are "2026-11-21".
struct PublicityKind {
    std::string_view type;
    std::string_view form;
    bool about_project = false;  ///< a resolution that spends project money stands longer
    std::string_view start_on;   ///< decides which years' rules hold
};

/// R052. An announcement ends a matter and has no term.
[[nodiscard]] std::int64_t publicity_days_needed(const PublicityKind& kind,
                                                 const PublicityRules& rules = {});

/// Where a notice stands in its time.
struct PublicityTerm {
    std::int64_t needed = 0;
    std::int64_t days = 0;  ///< from the first day to the last
    std::int64_t left = 0;  ///< from today to the last day; below 0: it was that long ago
    bool dated = false;     ///< both days are known, and today too
    bool enough = false;    ///< the days reach what is needed
    bool over = false;      ///< today is the last day or later
};

[[nodiscard]] PublicityTerm publicity_term(const PublicityKind& kind, std::string_view end_on,
                                           std::string_view today,
                                           const PublicityRules& rules = {});

/// The earliest last day; empty without a first day.
[[nodiscard]] std::string earliest_end(const PublicityKind& kind, const PublicityRules& rules = {});

}  // namespace cunji
