#include "shared/vault/keyring.h"

#include "shared/base/files.h"
#include "shared/vault/json_bytes.h"

#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::int64_t kKeyringBytesMax = 64LL * 1024;
constexpr std::string_view kByPassphrase = "cunji-key-1 passphrase";
constexpr std::string_view kByKeyFile = "cunji-key-1 file";
constexpr std::string_view kKdf = "argon2id13";

std::string file_of(const std::string& folder) {
    return folder + "/keys.json";
}

/// A flipped bit in the only copy would lose all that is not on the server yet.
std::string copy_of(const std::string& folder) {
    return folder + "/keys.copy.json";
}

std::string_view view_of(const Secret& secret) {
    return {reinterpret_cast<const char*>(secret.bytes().data()), secret.size()};
}

std::string packed(std::string_view bytes) {
    return to_base64(bytes_of(bytes));
}

std::uint64_t number_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    const bool fits = found != json.end() && found->is_number_integer() && *found >= 0;
    return fits ? found->get<std::uint64_t>() : 0;
}

std::optional<Keyring::ByPassphrase> passphrase_of(const Json& json) {
    Keyring::ByPassphrase out;
    if (!json.is_object() || text_of(json, "kdf") != kKdf) return std::nullopt;
    if (!take_bytes(json, "salt", out.salt)) return std::nullopt;
    out.cost = {number_of(json, "passes"), number_of(json, "memory")};
    const bool fair = out.cost.passes >= 1 && out.cost.passes <= kPassphraseCostMax.passes &&
                      out.cost.memory >= 8192 && out.cost.memory <= kPassphraseCostMax.memory;
    std::optional<std::string> sealed = bytes_in(json, "key");
    if (!fair || !sealed) return std::nullopt;
    out.sealed = std::move(*sealed);
    return out;
}

std::optional<Keyring::ByRecovery> recovery_of(const Json& json) {
    Keyring::ByRecovery out;
    if (!json.is_object() || !take_bytes(json, "to", out.to)) return std::nullopt;
    std::optional<std::string> sealed = bytes_in(json, "key");
    if (!sealed) return std::nullopt;
    out.sealed = std::move(*sealed);
    return out;
}

Keys keys_of(std::optional<Secret> data) {
    if (!data || data->size() != 32) return nullptr;
    return std::make_shared<const FolderKeys>(std::move(*data));
}

}  // namespace

std::string encode_keyring(const Keyring& keyring) {
    Json json = Json::object();
    json["v"] = kVersion;
    if (!keyring.name.empty()) json["name"] = keyring.name;
    if (!keyring.role.empty()) json["role"] = keyring.role;
    if (keyring.passphrase) {
        const Keyring::ByPassphrase& by = *keyring.passphrase;
        json["passphrase"] = Json{{"kdf", kKdf},
                                  {"passes", by.cost.passes},
                                  {"memory", by.cost.memory},
                                  {"salt", to_base64(by.salt)},
                                  {"key", packed(by.sealed)}};
    }
    if (!keyring.key_file.empty()) json["key_file"] = Json{{"key", packed(keyring.key_file)}};
    if (keyring.recovery) {
        json["recovery"] = Json{{"to", to_base64(keyring.recovery->to)},
                                {"key", packed(keyring.recovery->sealed)}};
    }
    return write_json(json) + '\n';
}

Result<Keyring> decode_keyring(std::string_view text) {
    const Message damaged{"error.keys.damaged", {}};
    const Result<Json> json = parse_json(text);
    if (!json || !json->is_object() || number_of(*json, "v") != kVersion) return damaged;
    Keyring out;
    out.name = text_of(*json, "name");
    out.role = text_of(*json, "role");
    if (const auto by = json->find("passphrase"); by != json->end()) {
        out.passphrase = passphrase_of(*by);
        if (!out.passphrase) return damaged;
    }
    if (const auto by = json->find("key_file"); by != json->end()) {
        std::optional<std::string> sealed = by->is_object() ? bytes_in(*by, "key") : std::nullopt;
        if (!sealed) return damaged;
        out.key_file = std::move(*sealed);
    }
    if (const auto by = json->find("recovery"); by != json->end()) {
        out.recovery = recovery_of(*by);
        if (!out.recovery) return damaged;
    }
    return out;
}

bool has_keyring(const std::string& folder) {
    std::error_code error;
    return std::filesystem::exists(file_of(folder), error) ||
           std::filesystem::exists(copy_of(folder), error);
}

Result<Keyring> read_keyring(const std::string& folder) {
    if (!has_keyring(folder)) return Message{"error.keys.missing", {{"folder", folder}}};
    for (const std::string& file : {file_of(folder), copy_of(folder)}) {
        const Result<std::string> text = read_whole(file, kKeyringBytesMax);
        if (!text) continue;
        Result<Keyring> keyring = decode_keyring(*text);
        if (keyring) return keyring;
    }
    return Message{"error.keys.damaged", {{"folder", folder}}};
}

void write_keyring(const std::string& folder, const Keyring& keyring) {
    const std::string text = encode_keyring(keyring);
    write_durably(file_of(folder), text);
    write_durably(copy_of(folder), text);
}

void close_with_passphrase(Keyring& keyring, const FolderKeys& keys, std::string_view passphrase,
                           const PassphraseCost& cost) {
    Keyring::ByPassphrase by{new_passphrase_salt(), cost, {}};
    const Secret key = passphrase_key(passphrase, by.salt, cost);
    by.sealed = encrypt(key, view_of(keys.data), kByPassphrase);
    keyring.passphrase = std::move(by);
}

void close_with_key_file(Keyring& keyring, const FolderKeys& keys, const Secret& file_key) {
    keyring.key_file = encrypt(file_key, view_of(keys.data), kByKeyFile);
}

void close_for_recovery(Keyring& keyring, const FolderKeys& keys, const EnvelopeKey& to) {
    keyring.recovery = Keyring::ByRecovery{to, close_envelope(to, keys.data.bytes())};
}

Keys open_with_passphrase(const Keyring& keyring, std::string_view passphrase) {
    if (!keyring.passphrase) return nullptr;
    const Keyring::ByPassphrase& by = *keyring.passphrase;
    const Secret key = passphrase_key(passphrase, by.salt, by.cost);
    return keys_of(decrypt_secret(key, by.sealed, kByPassphrase));
}

Keys open_with_key_file(const Keyring& keyring, const Secret& file_key) {
    return keys_of(decrypt_secret(file_key, keyring.key_file, kByKeyFile));
}

Keys open_with_recovery(const Keyring& keyring, const EnvelopePair& office) {
    if (!keyring.recovery) return nullptr;
    return keys_of(open_envelope(office, keyring.recovery->sealed));
}

}  // namespace cunji
