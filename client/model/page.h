#pragma once

#include <string>

namespace cunji {

enum class PageKind {
    Enrol,
    Today,
    Households,
    Household,
    Form,
    Meetings,
    Meeting,
    Publicity,
    Projects,
    Project,
    Photo,
    Record,
    Sync,
    Conflict,
    Settings,
};

/// One page of the window. What a page shows stands in the state of its area.
struct Page {
    PageKind kind = PageKind::Today;
    std::string id;      ///< of the record, or of the draft of a form; empty for lists
    std::string detail;  ///< what else the area needs, such as the field of a conflict

    bool operator==(const Page&) const = default;
};

}  // namespace cunji
