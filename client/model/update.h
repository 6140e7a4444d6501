#pragma once

#include "client/model/out.h"
#include "client/model/state.h"

namespace cunji {

/// One step of the window: what a person did or an effect has brought. Pure: all I/O is asked for
/// in `out`.
void update(State& state, const Command& command, Out& out);

}  // namespace cunji
