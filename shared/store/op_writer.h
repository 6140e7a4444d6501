#pragma once

#include "shared/store/op_log.h"
#include "shared/store/scopes.h"
#include "shared/store/store.h"

#include <optional>
#include <string_view>

namespace cunji {

/// Takes ops into the log and the rows in one transaction of the caller: a person's own save, what
/// a device pushed, what a pull brought. Parents must already be held.
class OpWriter {
public:
    /// `delivers`: this node serves others and gives ops their sseq.
    OpWriter(const Store& store, bool delivers, Millis received_at);

    enum class Outcome { Stored, AlreadyHeld, MissingLineParent, MissingRecordParent };

    /// `logged` with its hash already checked against `parent_h`. Changes nothing unless Stored.
    Outcome append(const LoggedOp& logged, std::string_view bytes, const Hash& parent_h);

    /// Ops that came in but whose kind or fields are not known here.
    [[nodiscard]] std::int64_t parked() const { return parked_; }

    /// Before the commit, and before anybody reads leaves or heads of scopes.
    void flush();

private:
    [[nodiscard]] bool holds_record_parents(const Op& op) const;
    void move_end(std::int64_t prev, const Leaf& to);
    void write_end();

    const Store& store_;
    ScopeTally tally_;
    Millis received_at_;
    std::int64_t parked_ = 0;
    OpId last_id_;
    // The op before, so that the next of the same line needs no lookup and the line's leaf moves
    // once for all of them. Nothing (lseq 0) after a flush.
    Leaf end_;
    std::int64_t end_from_ = 0;  ///< lseq of the leaf in the table whose place it takes
};

}  // namespace cunji
