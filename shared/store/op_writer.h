#pragma once

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

    /// Before the commit.
    void flush() { tally_.flush(); }

private:
    [[nodiscard]] bool holds_record_parents(const Op& op) const;

    const Store& store_;
    ScopeTally tally_;
    Millis received_at_;
    std::int64_t parked_ = 0;
    // The op before, so that the next of the same line needs no lookup.
    OpId last_id_;
    Hash last_h_{};
    std::int64_t last_lseq_ = 0;
};

}  // namespace cunji
