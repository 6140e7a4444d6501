#include "shared/record/line.h"

#include "shared/base/uuid.h"
#include "shared/json/json.h"

namespace cunji {

namespace {

std::string announcement_text(std::string_view bytes) {
    return "cunji-line-1 " + std::string{bytes};
}

}  // namespace

Announcement make_announcement(std::uint64_t rid, std::string by, std::string scope,
                               std::string device, const KeyPair& device_keys) {
    Json json = Json::object();
    json["v"] = 1;
    json["rid"] = to_hex64(rid);
    json["by"] = by;
    json["scope"] = scope;
    json["device"] = device;
    Announcement out{rid, std::move(by), std::move(scope), std::move(device), write_json(json), {}};
    out.signature = sign(device_keys, announcement_text(out.bytes));
    return out;
}

std::optional<Announcement> read_announcement(std::string_view bytes, const Signature& signature) {
    const Result<Json> json = parse_json(bytes);
    if (!json.ok() || !json->is_object()) return std::nullopt;
    const auto rid = from_hex64(text_of(*json, "rid"));
    Announcement out{rid.value_or(0),
                     std::string{text_of(*json, "by")},
                     std::string{text_of(*json, "scope")},
                     std::string{text_of(*json, "device")},
                     std::string{bytes},
                     signature};
    if (!rid || !is_uuid(out.by) || !is_uuid(out.device) || out.scope.empty()) return std::nullopt;
    return out;
}

bool verify_announcement(const Announcement& announcement, const PublicKey& key) {
    return verify(key, announcement_text(announcement.bytes), announcement.signature);
}

std::string seal_text(std::uint64_t rid, std::int64_t n, const Hash& h) {
    return "cunji-push-1 " + to_hex64(rid) + ' ' + std::to_string(n) + ' ' + to_hex(h);
}

}  // namespace cunji
