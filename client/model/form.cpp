#include "client/model/form.h"

#include "client/model/desk.h"
#include "client/model/out.h"

namespace cunji::form {

void update(State& state, const Command& command, Out& /*out*/) {
    if (const auto* enter = std::get_if<Enter>(&command)) state.id = enter->id;
}

void run(const Effect& /*effect*/, Desk& /*desk*/) {}

}  // namespace cunji::form
