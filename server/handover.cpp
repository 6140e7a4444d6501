#include "server/handover.h"

#include "server/audit.h"

namespace cunji {

namespace {

constexpr std::string_view kEnd =
    "UPDATE grant_ SET to_at = ?3, why = ?4 WHERE by = ?1 AND scope = ?2 AND to_at IS NULL";

}  // namespace

std::optional<Message> hand_over(const Store& store, const Handover& handover,
                                 const std::string& who, Millis now) {
    const auto& [scope, from, to, reason] = handover;
    if (from.id == to.id) return Message{"error.handover.same", {}};
    if (to.disabled) return Message{"error.handover.disabled", {{"name", to.name}}};
    if (!is_granted(store, from.id, scope)) {
        return Message{"error.handover.not_held", {{"name", from.name}, {"scope", scope}}};
    }
    record_event(store, {AuditVerb::Handover, who, {}, to.id, scope, Json{{"from", from.id}}}, now);
    store.db().run(kEnd, std::string_view{from.id}, std::string_view{scope}, now,
                   std::string_view{reason});
    grant(store, to.id, scope, now);
    return std::nullopt;
}

}  // namespace cunji
