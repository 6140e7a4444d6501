#include "client/app/unlocking.h"

#include "client/app/device.h"
#include "shared/base/bytes.h"
#include "shared/vault/passphrase.h"
#include "shared/vault/recovery.h"

#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

std::string database_of(const std::string& folder) {
    return folder + "/cunji.db";
}

bool exists(const std::string& file) {
    std::error_code error;
    return std::filesystem::exists(file, error);
}

}  // namespace

bool is_new_folder(const std::string& folder) {
    return !has_keyring(folder) && !exists(database_of(folder));
}

Result<Keys> begin_folder(const std::string& folder, std::string_view passphrase,
                          const PassphraseCost& cost) {
    if (!is_new_folder(folder)) return Message{"error.folder.not_new", {{"folder", folder}}};
    if (std::optional<Message> problem = passphrase_problem(passphrase, {})) return *problem;
    make_data_folder(folder);
    Keys keys = new_folder_keys();
    Keyring keyring;
    close_with_passphrase(keyring, *keys, passphrase, cost);
    write_keyring(folder, keyring);
    return keys;
}

Result<Keys> unlock_folder(const std::string& folder, std::string_view passphrase) {
    const Result<Keyring> keyring = read_keyring(folder);
    if (!keyring) return keyring.error();
    Keys keys = open_with_passphrase(*keyring, passphrase);
    if (!keys) return Message{"error.passphrase.wrong", {}};
    return keys;
}

std::optional<Message> change_passphrase(const std::string& folder, const Keys& keys,
                                         std::string_view passphrase, const PassphraseCost& cost) {
    Result<Keyring> keyring = read_keyring(folder);
    if (!keyring) return keyring.error();
    if (std::optional<Message> problem = passphrase_problem(passphrase, keyring->name)) {
        return problem;
    }
    close_with_passphrase(*keyring, *keys, passphrase, cost);
    write_keyring(folder, *keyring);
    return std::nullopt;
}

Result<Keys> recover_folder(const std::string& folder, std::string_view answer,
                            std::string_view passphrase, const PassphraseCost& cost) {
    Result<Keys> keys = finish_recovery(folder, answer);
    if (!keys) return keys;
    const std::string database = database_of(folder);
    if (exists(database) && !Database::opens_with(database, (*keys)->database))
        return Message{"error.recovery.answer", {}};
    if (std::optional<Message> problem = change_passphrase(folder, *keys, passphrase, cost)) {
        return *problem;
    }
    end_recovery(folder);
    return keys;
}

void complete_keyring(const FieldDevice& device) {
    Result<Keyring> keyring = read_keyring(device.folder());
    if (!keyring) return;
    keyring->name = device.store().meta("name").value_or("");
    keyring->role = device.store().meta("role").value_or("");
    const std::string office = device.store().meta("recovery_key").value_or("");
    if (const auto key = array_from_hex<32>(office)) {
        close_for_recovery(*keyring, *device.keys(), *key);
    }
    write_keyring(device.folder(), *keyring);
}

}  // namespace cunji
