#include "server/county_keys.h"

#include "shared/base/files.h"
#include "shared/vault/keyring.h"
#include "shared/vault/passphrase.h"
#include "shared/vault/passphrase_source.h"
#include "shared/vault/recovery.h"

#include <filesystem>
#include <sys/stat.h>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kKeyFileBytesMax = 4096;
constexpr std::int64_t kKeyringBytesMax = 64LL * 1024;

Result<Secret> read_key_file(const std::string& file, const std::string& folder) {
    const auto problem = [&file](const char* key) { return Message{key, {{"file", file}}}; };
    // Beside what it opens it would be stolen with it.
    if (lies_in(file, folder)) return problem("error.key_file.inside");

    struct stat state {};

    if (::stat(file.c_str(), &state) == 0 && (state.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return problem("error.key_file.open_to_all");
    }
    Result<std::string> text = read_whole(file, kKeyFileBytesMax);
    if (!text) return text.error();
    const std::size_t end = text->find_first_of("\r\n");
    Secret key{32};
    const bool good = from_hex(std::string_view{*text}.substr(0, end), {key.data(), key.size()});
    wipe(*text);
    if (!good) return problem("error.key_file.unreadable");
    return key;
}

/// A folder that `lock` opens from now on.
Result<CountyFolder> close_new_folder(const std::string& folder, Keys keys, const CountyLock& lock,
                                      const Texts& texts) {
    Keyring keyring;
    if (!lock.key_file.empty()) {
        const Result<Secret> key = read_key_file(lock.key_file, folder);
        if (!key) return key.error();
        close_with_key_file(keyring, *keys, *key);
    } else {
        Result<std::string> passphrase = take_new_passphrase(lock.passphrase_file, texts);
        if (!passphrase) return passphrase.error();
        if (std::optional<Message> weak = passphrase_problem(*passphrase, {})) return *weak;
        close_with_passphrase(keyring, *keys, *passphrase, {});
        wipe(*passphrase);
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return Message{"error.folder", {{"folder", folder}}};
    fs::permissions(folder, fs::perms::owner_all, error);
    write_keyring(folder, keyring);
    return CountyFolder{folder, std::move(keys)};
}

}  // namespace

Result<CountyFolder> unlock_county(const std::string& folder, const CountyLock& lock,
                                   const Texts& texts) {
    std::error_code error;
    if (!has_keyring(folder)) {
        if (fs::exists(county_file(folder), error)) {
            return Message{"error.keys.missing", {{"folder", folder}}};
        }
        return close_new_folder(folder, new_folder_keys(), lock, texts);
    }
    const Result<Keyring> keyring = read_keyring(folder);
    if (!keyring) return keyring.error();
    if (!lock.key_file.empty()) {
        const Result<Secret> key = read_key_file(lock.key_file, folder);
        if (!key) return key.error();
        Keys keys = open_with_key_file(*keyring, *key);
        if (!keys) return Message{"error.key_file.wrong", {{"file", lock.key_file}}};
        return CountyFolder{folder, std::move(keys)};
    }
    if (!keyring->passphrase) return Message{"error.key_file.needed", {}};
    Result<std::string> passphrase = take_passphrase(lock.passphrase_file, texts);
    if (!passphrase) return passphrase.error();
    Keys keys = open_with_passphrase(*keyring, *passphrase);
    wipe(*passphrase);
    if (!keys) return Message{"error.passphrase.wrong", {}};
    return CountyFolder{folder, std::move(keys)};
}

std::optional<Message> adopt_county_keys(const std::string& folder, const std::string& keyring_file,
                                         const std::string& recovery_key_file,
                                         const CountyLock& lock, const Texts& texts) {
    if (has_keyring(folder)) return Message{"error.restore.folder_in_use", {{"folder", folder}}};
    const Result<std::string> keyring_text = read_whole(keyring_file, kKeyringBytesMax);
    if (!keyring_text) return keyring_text.error();
    const Result<Keyring> keyring = decode_keyring(*keyring_text);
    if (!keyring) return keyring.error();
    if (!keyring->recovery) return Message{"error.restore.no_recovery", {{"file", keyring_file}}};
    Result<std::string> key_text = read_whole(recovery_key_file, kKeyFileBytesMax);
    if (!key_text) return key_text.error();
    const Result<EnvelopePair> office = decode_envelope_pair(*key_text);
    wipe(*key_text);
    if (!office) return office.error();
    Keys keys = open_with_recovery(*keyring, *office);
    if (!keys) return Message{"error.restore.other_recovery_key", {{"file", recovery_key_file}}};
    const Result<CountyFolder> closed = close_new_folder(folder, std::move(keys), lock, texts);
    if (!closed) return closed.error();
    return std::nullopt;
}

std::optional<Message> make_key_file(const std::string& file) {
    std::error_code error;
    if (fs::exists(file, error)) return Message{"error.key_file.exists", {{"file", file}}};
    const Secret key = new_secret_key();
    std::string text = to_hex(key.bytes()) + '\n';
    write_durably(file, text);
    wipe(text);
    return std::nullopt;
}

}  // namespace cunji
