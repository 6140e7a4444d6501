#include "client/model/starting.h"

#include "client/model/shell.h"

namespace cunji {

void start_form(Out& out, const std::string& kind, const std::string& record, const Json& preset) {
    const Json start{{"kind", kind}, {"record", record}, {"preset", preset}};
    out.command(shell::Go{{PageKind::Form, {}, write_json(start)}});
}

}  // namespace cunji
