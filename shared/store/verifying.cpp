#include "shared/store/verifying.h"

#include "shared/store/audit_receipts.h"
#include "shared/store/verifying_parts.h"

namespace cunji {

namespace {

void verify_file(Database& database, Problems& problems) {
    Query query =
        database.query("PRAGMA integrity_check(" + std::to_string(kVerifyProblemsMax) + ")");
    while (query.step()) {
        if (query.text(0) != "ok") problems.add("verify.file", {{"what", query.str(0)}});
    }
}

/// A server that said one thing of its audit log and later another.
void verify_audit_receipts(const Store& store, Problems& problems) {
    for (const Checkpoint& checkpoint : contradicting_checkpoints(store)) {
        problems.add("verify.audit", {{"seq", std::to_string(checkpoint.seq)}});
    }
}

}  // namespace

std::vector<Message> verify(const Store& store) {
    const Snapshot snapshot{store.db()};
    Problems problems;
    verify_file(store.db(), problems);
    if (problems.empty()) {
        const std::set<RecordKey> unreadable = verify_log(store, problems);
        verify_rows(store, unreadable, problems);
        verify_audit_receipts(store, problems);
    }
    return problems.take();
}

}  // namespace cunji
