#pragma once

#include "shared/record/fold.h"

#include <map>
#include <set>
#include <vector>

namespace cunji::test {

/// Mistakes that one could make in the merge. A test that cannot tell them from the right one
/// proves nothing.
enum class Fault {
    None,
    ClockDecides,     ///< the last write by the clock, whoever saw what
    NoRefold,         ///< every op that comes is put on top
    TieWithoutLine,   ///< equal clocks: whichever came first
    AnnulFromAnyone,  ///< the line is not asked
    RemoveWins,       ///< a removal beats an addition that did not see it
};

/// Who saw what, by walking the parents.
class Seen {
public:
    explicit Seen(const std::vector<FoldOp>& ops);

    /// All ops that the author of `id` saw, directly or through others.
    const std::set<OpId>& by(const OpId& id);

    bool saw(const LoggedOp& later, const LoggedOp& earlier) {
        return by(later.id).contains(earlier.id);
    }

private:
    std::map<OpId, const LoggedOp*> ops_;
    std::map<OpId, std::set<OpId>> seen_;
};

/// The ops that count: neither annulments nor annulled by the county.
std::vector<const LoggedOp*> live_of(const std::vector<FoldOp>& ops, Fault fault = Fault::None);

/// Those that write a field and that no other write of it saw.
std::vector<const LoggedOp*> unseen_writes(const std::vector<const LoggedOp*>& live, Seen& seen,
                                           std::string_view field);

/// The merge once more: slow, short, and with nothing in common with the real one but the document
/// both were written from.
RecordState naive_fold(const std::vector<FoldOp>& ops, const Form& form, Fault fault = Fault::None);

/// What a node without a history does: puts the op on top.
void put_on_top(RecordState& state, const LoggedOp& op, const Form& form);

}  // namespace cunji::test
