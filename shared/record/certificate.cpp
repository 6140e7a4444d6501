#include "shared/record/certificate.h"

#include "shared/json/json.h"

namespace cunji {

namespace {

constexpr std::size_t kScopesMax = 10'000;

Message malformed(const char* member) {
    return {"error.wire.member", {{"member", member}}};
}

}  // namespace

std::string encode_certificate(const Certificate& certificate) {
    Json json = Json::object();
    json["v"] = 1;
    json["device"] = certificate.device;
    json["device_key"] = to_hex(certificate.device_key);
    json["person_key"] = to_hex(certificate.person_key);
    json["by"] = certificate.by;
    json["name"] = certificate.name;
    json["role"] = certificate.role;
    Json scopes = Json::array();
    for (const std::string& scope : certificate.scopes)
        scopes.push_back(scope);
    json["scopes"] = std::move(scopes);
    json["at"] = certificate.at;
    return write_json(json);
}

Result<Certificate> decode_certificate(std::string_view bytes) {
    const Result<Json> json = parse_json(bytes);
    if (!json) return json.error();
    if (!json->is_object()) return malformed("v");
    Certificate out;
    for (const auto& [name, target] : {std::pair{"device", &out.device},
                                       {"by", &out.by},
                                       {"name", &out.name},
                                       {"role", &out.role}}) {
        const auto found = json->find(name);
        if (found == json->end() || !found->is_string()) return malformed(name);
        *target = found->get<std::string>();
    }
    for (const auto& [name, target] :
         {std::pair{"device_key", &out.device_key}, {"person_key", &out.person_key}}) {
        const auto key = array_from_hex<32>(text_of(*json, name));
        if (!key) return malformed(name);
        *target = *key;
    }
    const auto at = json->find("at");
    if (at == json->end() || !at->is_number_integer()) return malformed("at");
    out.at = at->get<Millis>();
    const auto scopes = json->find("scopes");
    if (scopes == json->end()) return out;
    if (!scopes->is_array() || scopes->size() > kScopesMax) return malformed("scopes");
    for (const Json& scope : *scopes) {
        if (!scope.is_string()) return malformed("scopes");
        out.scopes.push_back(scope.get<std::string>());
    }
    return out;
}

std::string certificate_text(std::string_view bytes) {
    return "cunji-certificate-1 " + std::string{bytes};
}

std::optional<Certificate> trusted_certificate(const Signed& content, const PublicKey& county_key) {
    if (!verify(county_key, certificate_text(content.bytes), content.signature)) {
        return std::nullopt;
    }
    Result<Certificate> certificate = decode_certificate(content.bytes);
    if (!certificate) return std::nullopt;
    return std::move(*certificate);
}

}  // namespace cunji
