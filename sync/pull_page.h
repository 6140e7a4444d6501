#pragma once

#include "shared/store/store.h"
#include "shared/wire/messages.h"
#include "sync/enrolment.h"

#include <cstdint>
#include <optional>

namespace cunji {

struct PageOutcome {
    std::int64_t stored = 0;
    std::int64_t parked = 0;
    std::int64_t given_back = 0;     ///< own ops that the county refused
    std::optional<Message> problem;  ///< the page was not taken and the cursor did not move
};

/// Takes one page of a pull: lines, ops, seals and the cursor that covers them, in one transaction.
/// Ops are stored as their authors wrote them; an annulment counts only in a line that the county's
/// pinned key announced, elsewhere it is not stored.
PageOutcome take_page(const Store& store, const Enrolment& enrolment, const PullAnswer& page,
                      Millis now);

}  // namespace cunji
