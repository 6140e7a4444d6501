#pragma once

#include "shared/policy/form.h"

#include <optional>
#include <string_view>

namespace cunji {

// What an office's role lets a person do: the only place that knows the roles by name. Which
// fields and steps a tier may write stands in the forms, and which scopes a person holds in the
// county's grants (server/access.h).

/// What a person asks of their county's server.
enum class Verb {
    Read,   ///< to take in what is held of their scopes
    Write,  ///< to send records and pictures
};

/// The same in every scope that the person holds.
struct Powers {
    std::optional<Tier> tier;    ///< whose fields and steps they write; nothing: they write none
    bool own_work_only = false;  ///< only forms for helpers, and there only records they began
    bool syncs = false;          ///< their devices take in what is held
    bool discloses = false;      ///< may export what exports mask, with a reason
};

bool is_role(std::string_view role);
/// Of a role that is not known: none.
Powers powers_of(std::string_view role);

bool may(const Powers& powers, Verb verb);
/// Whether a record is their own work is another question (is_own_work, shared/store/admission.h).
bool may_write(const Powers& powers, const Field& field);
/// New records of the form: there is something in it for them to fill in.
bool may_begin(const Powers& powers, const Form& form);
/// The step of a status field that they may write.
bool may_take(const Powers& powers, const Transition& step);

}  // namespace cunji
