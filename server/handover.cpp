#include "server/handover.h"

#include "server/audit.h"

namespace cunji {

std::optional<Message> hand_over(const Store& store, const Handover& handover,
                                 const std::string& who, Millis now) {
    const auto& [scope, from, to, reason] = handover;
    if (from.id == to.id) return Message{"error.handover.same", {}};
    if (to.disabled) return Message{"error.handover.disabled", {{"name", to.name}}};
    if (!is_granted(store, from.id, scope)) {
        return Message{"error.handover.not_held", {{"name", from.name}, {"scope", scope}}};
    }
    record_event(store, {AuditVerb::Handover, who, {}, to.id, scope, Json{{"from", from.id}}}, now);
    end_grant(store, from.id, scope, now, reason);
    grant(store, to.id, scope, now);
    return std::nullopt;
}

}  // namespace cunji
