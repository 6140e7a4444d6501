#include "client/model/starting.h"

#include "client/model/form.h"

namespace cunji {

void start_form(Out& out, const std::string& kind, const std::string& record, const Json& preset) {
    out.command(form::Begin{{kind, record, preset, {}}});
}

}  // namespace cunji
