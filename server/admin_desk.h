#pragma once

#include "server/audit.h"
#include "shared/policy/texts.h"

#include <string>
#include <utility>

namespace cunji {

/// What every admin command needs.
struct Desk {
    Texts texts{language_of_environment()};
    SystemClock clock;
    SystemRandom random;
};

/// Each returns the exit code.
int say(const std::string& line);
int fail(const Desk& desk, const Message& message);

/// "uid:<n>": whose account of this machine runs the command. Names stay out of the audit log.
std::string operator_id();

/// An event of the command line.
AuditEvent by_operator(AuditVerb verb, std::string what, std::string scope = {},
                       Json detail = Json::object());

/// Writes the event down and does what it tells of, both or neither.
template <typename Work>
void recorded(const Store& store, const AuditEvent& event, Millis now, Work work) {
    Transaction transaction{store.db()};
    record_event(store, event, now);
    work();
    transaction.commit();
}

}  // namespace cunji
