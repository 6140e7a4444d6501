#include "client/app/publicity_rules.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("publicity: how long a notice stands follows from what it is about") {
    CHECK(publicity_days_needed({"resolution", "notice", false, "2026-11-01"}) == 5);
    CHECK(publicity_days_needed({"resolution", "notice", true, "2026-11-01"}) == 10);
    CHECK(publicity_days_needed({"implementation_result", "notice", false, "2026-11-01"}) == 5);
    CHECK(publicity_days_needed({"project_start", "notice", false, "2026-11-01"}) == 10);
    CHECK(publicity_days_needed({"funds", "notice", false, "2019-11-01"}) == 10);
    CHECK(publicity_days_needed({"funds", "announcement", false, "2019-11-01"}) == 0);
}

TEST_CASE("publicity: a review of households stood seven days until 2020, five since") {
    CHECK(publicity_days_needed({"exit", "notice", false, "2020-12-31"}) == 7);
    CHECK(publicity_days_needed({"exit", "notice", false, "2021-01-01"}) == 5);
    CHECK(publicity_days_needed({"identify", "notice", false, ""}) == 5);
}

TEST_CASE("publicity: the days left are counted to the last day") {
    const PublicityKind kind{"resolution", "notice", false, "2026-11-20"};
    CHECK(earliest_end(kind) == "2026-11-25");
    const PublicityTerm term = publicity_term(kind, "2026-11-25", "2026-11-23");
    CHECK(term.dated);
    CHECK(term.needed == 5);
    CHECK(term.days == 5);
    CHECK(term.enough);
    CHECK(term.left == 2);
    CHECK_FALSE(term.over);
    CHECK(publicity_term(kind, "2026-11-25", "2026-11-25").over);
    CHECK(publicity_term(kind, "2026-11-25", "2026-12-01").left == -6);
}

TEST_CASE("publicity: a day too few is too few, across the end of a month too") {
    const PublicityKind kind{"project_start", "notice", false, "2026-11-25"};
    CHECK(earliest_end(kind) == "2026-12-05");
    CHECK_FALSE(publicity_term(kind, "2026-12-04", "2026-11-26").enough);
    CHECK(publicity_term(kind, "2026-12-05", "2026-11-26").enough);
}

TEST_CASE("publicity: without both days there is no term, and it is not over") {
    const PublicityKind kind{"resolution", "notice", false, ""};
    const PublicityTerm term = publicity_term(kind, "2026-11-25", "2026-11-26");
    CHECK_FALSE(term.dated);
    CHECK_FALSE(term.over);
    CHECK(term.needed == 5);
    CHECK(earliest_end(kind).empty());
}

}  // namespace cunji::test
