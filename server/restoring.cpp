#include "server/restoring.h"

#include "server/node.h"

#include <filesystem>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr const char* kAside = ".before-restore";

void move_aside(const std::string& file) {
    for (const char* part : {"", "-wal", "-shm"}) {
        if (fs::exists(file + part)) fs::rename(file + part, file + kAside + part);
    }
}

}  // namespace

std::optional<Message> restore_county(const CountyFolder& folder, const std::string& file,
                                      const AuditEvent& event, Millis now, Random& random) {
    if (!fs::exists(file)) return Message{"error.restore.no_file", {{"file", file}}};
    const std::string target = county_file(folder.path);
    const std::string fresh = target + ".restoring";
    fs::create_directories(folder.path);
    fs::copy_file(file, fresh, fs::copy_options::overwrite_existing);
    if (!Database::opens_with(fresh, folder.keys->database)) {
        fs::remove(fresh);
        return Message{"error.restore.other_keys", {{"file", file}, {"folder", folder.path}}};
    }
    {
        const Store store = Store::open(fresh, Database::Mode::ReadWrite, folder.keys);
        if (!store.meta("county_seed"))
            return Message{"error.restore.not_county", {{"file", file}}};
        Transaction transaction{store.db()};
        store.set_meta("epoch", to_hex64(random.next64()));
        record_event(store, event, now);
        store.db().run("UPDATE line SET retired = 1 WHERE mine = 1");
        store.db().run("DELETE FROM nonce");
        transaction.commit();
        store.db().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    if (fs::exists(target)) move_aside(target);
    for (const char* part : {"", "-wal", "-shm"}) {
        if (fs::exists(fresh + part)) fs::rename(fresh + part, target + part);
    }
    return std::nullopt;
}

}  // namespace cunji
