#include "shared/vault/recovery.h"

#include "shared/base/files.h"
#include "shared/vault/json_bytes.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

constexpr int kVersion = 1;
constexpr std::int64_t kFileBytesMax = 4096;
constexpr std::string_view kAnswerMark = "CJR1";

std::string pending_file(const std::string& folder) {
    return folder + "/recovery.json";
}

/// Without line breaks and spaces, which a text gets on its way through a phone.
std::string trimmed(std::string_view text) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
    return out;
}

}  // namespace

std::string encode_recovery_request(const RecoveryRequest& request) {
    Json json = Json::object();
    json["cunji_recovery"] = kVersion;
    json["name"] = request.name;
    json["reply_to"] = to_base64(request.reply_to);
    json["to"] = to_base64(request.sealed.to);
    json["key"] = to_base64(bytes_of(request.sealed.sealed));
    return write_json(json);
}

Result<RecoveryRequest> decode_recovery_request(std::string_view text) {
    const Message wrong{"error.recovery.request", {}};
    const Result<Json> json = parse_json(text);
    if (!json || !json->is_object()) return wrong;
    const auto version = json->find("cunji_recovery");
    if (version == json->end() || *version != kVersion) return wrong;
    RecoveryRequest request;
    request.name = text_of(*json, "name");
    std::optional<std::string> sealed = bytes_in(*json, "key");
    if (!take_bytes(*json, "reply_to", request.reply_to) ||
        !take_bytes(*json, "to", request.sealed.to) || !sealed) {
        return wrong;
    }
    request.sealed.sealed = std::move(*sealed);
    return request;
}

Result<RecoveryRequest> begin_recovery(const std::string& folder) {
    Result<Keyring> keyring = read_keyring(folder);
    if (!keyring) return keyring.error();
    if (!keyring->recovery) return Message{"error.recovery.none", {}};
    const EnvelopePair reply = new_envelope_pair();
    write_durably(pending_file(folder), encode_envelope_pair(reply));
    return RecoveryRequest{keyring->name, reply.open_to, *keyring->recovery};
}

Result<std::string> answer_recovery(const RecoveryRequest& request, const EnvelopePair& office) {
    const std::optional<Secret> data = open_envelope(office, request.sealed.sealed);
    if (!data) return Message{"error.recovery.other_key", {}};
    const std::string sealed = close_envelope(request.reply_to, data->bytes());
    return std::string{kAnswerMark} + to_base64(bytes_of(sealed));
}

Result<Keys> finish_recovery(const std::string& folder, std::string_view answer) {
    const Result<std::string> pending = read_whole(pending_file(folder), kFileBytesMax);
    if (!pending) return Message{"error.recovery.not_begun", {}};
    const Result<EnvelopePair> reply = decode_envelope_pair(*pending);
    if (!reply) return Message{"error.recovery.not_begun", {}};
    const Message wrong{"error.recovery.answer", {}};
    const std::string text = trimmed(answer);
    if (!text.starts_with(kAnswerMark)) return wrong;
    const auto sealed = from_base64(std::string_view{text}.substr(kAnswerMark.size()));
    if (!sealed) return wrong;
    std::optional<Secret> data = open_envelope(*reply, *sealed);
    if (!data || data->size() != 32) return wrong;
    return Keys{std::make_shared<const FolderKeys>(std::move(*data))};
}

void end_recovery(const std::string& folder) {
    std::error_code error;
    std::filesystem::remove(pending_file(folder), error);
}

std::string encode_envelope_pair(const EnvelopePair& pair) {
    return to_hex(pair.opens.bytes()) + '\n';
}

Result<EnvelopePair> decode_envelope_pair(std::string_view text) {
    const std::string plain = trimmed(text);
    Secret opens{32};
    if (!from_hex(plain, {opens.data(), opens.size()})) {
        return Message{"error.recovery.key_file", {}};
    }
    return envelope_pair(std::move(opens));
}

}  // namespace cunji
