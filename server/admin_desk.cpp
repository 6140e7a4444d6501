#include "server/admin_desk.h"

#include <cstdio>
#include <unistd.h>

namespace cunji {

int say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    return 0;
}

int fail(const Desk& desk, const Message& message) {
    std::fprintf(stderr, "%s\n", desk.texts(message).c_str());
    return 1;
}

std::string operator_id() {
    return "uid:" + std::to_string(getuid());
}

AuditEvent by_operator(AuditVerb verb, std::string what, std::string scope, Json detail) {
    return {verb, operator_id(), {}, std::move(what), std::move(scope), std::move(detail)};
}

}  // namespace cunji
