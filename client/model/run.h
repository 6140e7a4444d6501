#pragma once

#include "client/model/desk.h"
#include "client/model/effect.h"
#include "client/model/place.h"

namespace cunji {

[[nodiscard]] Place place_of(const Effect& effect);

/// Does it, on the thread of its place. @throws DbError, Failure
void run(const Effect& effect, Desk& desk);

}  // namespace cunji
