#include "shared/wire/enrol_payload.h"

#include "shared/json/json.h"

namespace cunji {

namespace {

constexpr const char* kVersion = "cunji";

}  // namespace

std::string enrol_payload(const EnrolText& text) {
    Json json = Json::object();
    json[kVersion] = kEnrolPayloadVersion;
    if (!text.server.empty()) json["url"] = text.server;
    if (!text.pin.empty()) json["pin"] = text.pin;
    json["code"] = text.code;
    if (!text.scope.empty()) json["scope"] = text.scope;
    return write_json(json);
}

Result<EnrolText> read_enrol_payload(std::string_view payload) {
    const Message none{"error.enrol.text", {}};
    const Result<Json> json = parse_json(payload);
    if (!json || !json->is_object()) return none;
    const auto version = json->find(kVersion);
    if (version == json->end() || !version->is_number_integer()) return none;
    if (*version != kEnrolPayloadVersion) return Message{"error.enrol.payload_newer", {}};
    EnrolText out{std::string{text_of(*json, "url")}, std::string{text_of(*json, "code")},
                  std::string{text_of(*json, "scope")}, std::string{text_of(*json, "pin")}};
    if (out.code.empty()) return none;
    return out;
}

}  // namespace cunji
