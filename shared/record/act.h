#pragma once

#include "shared/crypto/crypto.h"
#include "shared/record/op.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

inline constexpr std::string_view kActKind = "act";

inline constexpr std::string_view kSurveyed = "surveyed";
inline constexpr std::string_view kRegistered = "registered";
inline constexpr std::string_view kReviewed = "reviewed";
inline constexpr std::string_view kAnswered = "answered";
/// In rules about who may not be the same person: whoever wrote what is signed.
inline constexpr std::string_view kWrote = "wrote";

/// What a person says of one version of a record: "I surveyed this, registered, reviewed, answer
/// for it". Never changed once it was given.
struct Act {
    std::string target;   ///< record
    std::string act;      ///< one of the four above
    std::string version;  ///< content_version() of the record
    std::string seen;     ///< heads of the record then: op ids with one space between
    Signature signature{};
};

/// What the person's key signs.
std::string act_text(const Act& act, std::string_view person, std::string_view scope);

/// The fields of the form "act" as the first op of the record sets them; nullopt when one is
/// missing or is not of its shape.
std::optional<Act> act_of(const Op& op);

}  // namespace cunji
