#include "shared/store/op_writer.h"

#include "shared/store/merging.h"

#include <algorithm>

namespace cunji {

OpWriter::OpWriter(const Store& store, bool delivers, Millis received_at)
    : store_(store), tally_(store.db(), delivers), received_at_(received_at) {}

bool OpWriter::holds_record_parents(const Op& op) const {
    return std::all_of(op.par.begin(), op.par.end(), [&](const OpId& parent) {
        if (parent == last_id_) return true;
        return find_op(store_.db(), parent).has_value();
    });
}

OpWriter::Outcome OpWriter::append(const LoggedOp& logged, std::string_view bytes,
                                   const Hash& parent_h) {
    const Op& op = logged.op;
    if (find_op(store_.db(), op.rid, op.n, logged.h)) return Outcome::AlreadyHeld;
    std::int64_t prev = 0;
    if (op.n > 1) {
        const bool follows =
            end_.lseq != 0 && end_.rid == op.rid && end_.n + 1 == op.n && end_.h == parent_h;
        const auto found =
            follows ? std::optional{end_.lseq} : find_op(store_.db(), op.rid, op.n - 1, parent_h);
        if (!found) return Outcome::MissingLineParent;
        prev = *found;
    }
    if (!holds_record_parents(op)) return Outcome::MissingRecordParent;

    const bool parked = !is_known(store_, op);
    const std::int64_t lseq = insert_op(store_.db(), logged, bytes, prev, received_at_, parked);
    move_end(prev, {op.rid, op.n, logged.h, lseq});
    tally_.add(op.scope, lseq, logged.h);
    merge_op(store_, logged);
    parked_ += parked ? 1 : 0;
    last_id_ = logged.id;
    return Outcome::Stored;
}

void OpWriter::move_end(std::int64_t prev, const Leaf& to) {
    if (end_.lseq == 0 || prev != end_.lseq) {
        write_end();
        end_from_ = prev;
    }
    end_ = to;
}

void OpWriter::write_end() {
    if (end_.lseq != 0) move_leaf(store_.db(), end_from_, end_);
    end_ = {};
}

void OpWriter::flush() {
    write_end();
    tally_.flush();
}

}  // namespace cunji
