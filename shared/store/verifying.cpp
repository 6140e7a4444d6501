#include "shared/store/verifying.h"

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

}  // namespace

std::vector<Message> verify(const Store& store) {
    const Snapshot snapshot{store.db()};
    Problems problems;
    verify_file(store.db(), problems);
    if (problems.empty()) {
        const std::set<RecordKey> unreadable = verify_log(store, problems);
        verify_rows(store, unreadable, problems);
    }
    return problems.take();
}

}  // namespace cunji
