#include "client/model/conflict.h"

#include "client/model/desk.h"
#include "client/model/out.h"

namespace cunji::conflict {

void update(State& state, const Command& command, Out& /*out*/) {
    if (const auto* enter = std::get_if<Enter>(&command)) state.id = enter->id;
}

void run(const Effect& /*effect*/, Desk& /*desk*/) {}

}  // namespace cunji::conflict
