#include "server/admin_backup.h"

#include "server/admin_desk.h"
#include "server/backing_up.h"
#include "server/county_keys.h"
#include "server/restoring.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace cunji {

namespace {

struct BackupOptions {
    std::string file;
    std::string pictures;  ///< folder of the copies; empty: the database only
    std::string blobs;     ///< folder of the pictures, when it is not in the data folder
    std::string recovery_key;
};

std::string pictures_of(const CountyFolder& folder, const BackupOptions& options) {
    return options.blobs.empty() ? blob_folder(folder.path) : options.blobs;
}

int say_copies(const Desk& desk, const PictureCopies& copies) {
    return say(desk.texts({"admin.pictures_copied",
                           {{"copied", std::to_string(copies.copied)},
                            {"there", std::to_string(copies.there)},
                            {"damaged", std::to_string(copies.damaged)}}}));
}

int backup(const CountyFolder& folder, const BackupOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    recorded(store, by_operator(AuditVerb::Backup, "database"), desk.clock.now(), [] {});
    const bool for_the_safe = back_up_county(folder, store, options.file);
    say(desk.texts({for_the_safe ? "admin.backed_up" : "admin.backed_up_no_recovery",
                    {{"file", options.file}}}));
    if (options.pictures.empty()) return 0;
    // After the database: what it names is in the folder by then.
    const BlobStore from{pictures_of(folder, options), folder.keys};
    const BlobStore to{options.pictures, folder.keys};
    return say_copies(desk, copy_pictures(from, to));
}

int restore(const CountyFolder& folder, const BackupOptions& options) {
    Desk desk;
    const AuditEvent event = by_operator(AuditVerb::Restore, "database");
    if (const std::optional<Message> problem =
            restore_county(folder, options.file, event, desk.clock.now(), desk.random)) {
        return fail(desk, *problem);
    }
    say(desk.texts({"admin.restored", {{"file", options.file}}}));
    if (options.pictures.empty()) return 0;
    const BlobStore from{options.pictures, folder.keys};
    const BlobStore to{pictures_of(folder, options), folder.keys};
    return say_copies(desk, copy_pictures(from, to));
}

void add_options(CLI::App& command, BackupOptions& options) {
    command.add_option("file", options.file)->required();
    command.add_option("--pictures", options.pictures, "folder of the pictures' copies");
    command.add_option("--blobs", options.blobs,
                       "folder of the pictures, if not in the data folder");
}

}  // namespace

void add_backup_commands(CLI::App& admin, AdminChoice& choice) {
    const auto options = std::make_shared<BackupOptions>();
    CLI::App* back = admin.add_subcommand("backup", "a consistent copy, also while serving");
    add_options(*back, *options);
    back->callback([&choice, options] {
        choice.run = [options](const CountyFolder& folder) { return backup(folder, *options); };
    });
    CLI::App* put_back = admin.add_subcommand("restore", "put a copy back (stop the server first)");
    add_options(*put_back, *options);
    put_back->add_option("--recovery-key", options->recovery_key,
                         "file of the county's recovery key: opens the copy on a new machine");
    put_back->callback([&choice, options] {
        choice.run = [options](const CountyFolder& folder) { return restore(folder, *options); };
        if (options->recovery_key.empty()) return;
        choice.prepare = [options](const std::string& folder, const CountyLock& lock,
                                   const Texts& texts) {
            return adopt_county_keys(folder, options->file + ".keys.json", options->recovery_key,
                                     lock, texts);
        };
    });
}

}  // namespace cunji
