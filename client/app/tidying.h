#pragma once

#include "shared/base/clock.h"
#include "shared/store/store.h"

#include <string>

namespace cunji {

inline constexpr Millis kTidyEvery = Millis{24} * 3600 * 1000;

/// Removes what ended programs left of pictures that were arriving, and files that no row names,
/// at most once in kTidyEvery: looking through ten thousand pictures takes a while. What cannot be
/// removed now is next time; nobody is kept from their records by it. `now` is the wall clock's, as
/// files have it.
void tidy_blobs(const Store& store, const std::string& folder, Millis now);

}  // namespace cunji
