#pragma once

#include "client/reading/household_list.h"
#include "shared/store/store.h"

namespace cunji {

/// Names, numbers and groups of all households, in less time than a person notices; the rest is
/// not known yet (HouseholdList::complete). @throws DbError
HouseholdListPtr read_household_names(const Store& store);

/// Everything. Given what was read before, reads only the households that changed since, or gives
/// back the same list when nothing did. @throws DbError
HouseholdListPtr read_household_list(const Store& store, const HouseholdListPtr& before = nullptr);

/// Records with changes of this device that no server is known to hold.
std::vector<RecordKey> unsent_records(const Store& store);

/// The household that a record is about, itself included: a visit's, a member's, that of a photo
/// of a visit. Empty when there is none.
std::string household_of(const Store& store, std::string_view kind, std::string_view id);

}  // namespace cunji
