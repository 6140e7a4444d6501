#pragma once

#include "client/app/recording.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Says one of the four acts (shared/record/act.h) about a record as it is held now, signed with
/// the key of this device's person. @returns error.act.*; as record_group()
Result<SavedRecord, std::vector<SaveProblem>> sign_record(FieldDevice& device,
                                                          const std::string& record,
                                                          std::string_view act,
                                                          const std::string& note);

/// One of the four acts, and why this device's person cannot give it now.
struct ActChoice {
    std::string act;
    std::optional<Message> why_not;
};

/// All four, in the order of the work. @returns for each error.act.*, error.device.*
std::vector<ActChoice> act_choices(const FieldDevice& device, const std::string& record);

/// Adds to a group what must stand beside it, so that nobody has to ask for it:
/// - who submits a record says "registered", and "surveyed" when they wrote in it and nobody said
///   so of what it says now; whose approval is of a township says "reviewed", of the county
///   "answered". These come behind the requests that were given;
/// - a drawn signature is bound to the content it stands under.
/// A device enrolled before people had keys, or with an older policy, adds nothing.
void add_signatures(const FieldDevice& device, const Enrolment& enrolment, Tier tier,
                    std::vector<SaveRequest>& group);

}  // namespace cunji
