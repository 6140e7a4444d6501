#pragma once

#include "shared/record/fold.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Whether a field is part of what a record says: not its way through review, nothing computed, not
/// where it was merged into.
bool is_content(const Field& field);

/// 64 hex digits of BLAKE2b-256 over what a record says: its scope, kind and id and the values of
/// its content fields. Empty fields count as absent, so an approval, which states every field
/// again, or a field that a later form adds changes nothing.
std::string content_version(const Form& form, std::string_view scope, std::string_view record,
                            const std::map<std::string, Value, std::less<>>& values);

/// One record with its history, as an act or a signature looks at it. Fields the form does not know
/// make it unfit to be judged.
struct RecordHistory {
    std::string scope;
    std::string record;
    const Form* form = nullptr;
    std::vector<FoldOp> ops;  ///< all that are held
};

/// What the record was when `seen` were its heads; nothing when some of them are not held.
std::optional<RecordState> state_at(const RecordHistory& history, std::span<const OpId> seen);

/// What became of what somebody signed.
struct Standing {
    enum class State {
        Stands,   ///< the record says what was signed, and never said anything else since
        Voided,   ///< by op `by`
        Wrong,    ///< at `seen` the record did not say what was signed
        Unknown,  ///< ops are missing here, or of a form that is not known here yet
    };
    State state = State::Unknown;
    std::optional<OpId> by{};

    bool operator==(const Standing&) const = default;
};

/// Somebody who saw the heads `seen` signed the content `version`. A pure function of the ops. It
/// stands while the content is the same and no live op outside the ancestry of `seen` gave a
/// content field another value: A -> B -> A is void for good, a restated or annulled value is not.
Standing standing(const RecordHistory& history, std::span<const OpId> seen,
                  std::string_view version);

/// People who wrote content of the record with rank 0, as it was at `seen`.
std::vector<std::string> writers_at(const RecordHistory& history, std::span<const OpId> seen);

/// Op ids with one space between; nullopt when one of them is none.
std::optional<std::vector<OpId>> op_ids_from_text(std::string_view text);
std::string op_ids_text(std::span<const OpId> ids);

}  // namespace cunji
