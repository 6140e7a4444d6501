#include "shared/record/checkpoint.h"

#include "shared/json/json.h"

namespace cunji {

namespace {

Message malformed(const char* member) {
    return {"error.wire.member", {{"member", member}}};
}

std::optional<std::int64_t> integer_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

}  // namespace

std::string encode_checkpoint(const Checkpoint& checkpoint) {
    Json json = Json::object();
    json["v"] = 1;
    json["node"] = checkpoint.node;
    json["epoch"] = checkpoint.epoch;
    json["seq"] = checkpoint.seq;
    json["head"] = to_hex(checkpoint.head);
    json["at"] = checkpoint.at;
    if (checkpoint.cut) json["cut"] = true;
    return write_json(json);
}

Result<Checkpoint> decode_checkpoint(std::string_view bytes) {
    const Result<Json> json = parse_json(bytes);
    if (!json) return json.error();
    if (!json->is_object()) return malformed("v");
    Checkpoint out;
    out.node = text_of(*json, "node");
    if (out.node.empty()) return malformed("node");
    out.epoch = text_of(*json, "epoch");
    const auto seq = integer_of(*json, "seq");
    if (!seq || *seq < 1) return malformed("seq");
    out.seq = *seq;
    const auto head = array_from_hex<32>(text_of(*json, "head"));
    if (!head) return malformed("head");
    out.head = *head;
    const auto at = integer_of(*json, "at");
    if (!at) return malformed("at");
    out.at = *at;
    const auto cut = json->find("cut");
    out.cut = cut != json->end() && cut->is_boolean() && cut->get<bool>();
    return out;
}

std::string checkpoint_text(std::string_view bytes) {
    return "cunji-checkpoint-1 " + std::string{bytes};
}

std::string countersign_text(std::string_view bytes) {
    return "cunji-countersign-1 " + std::string{bytes};
}

std::optional<Checkpoint> trusted_checkpoint(const Signed& content, const PublicKey& county_key) {
    if (!verify(county_key, checkpoint_text(content.bytes), content.signature)) return std::nullopt;
    Result<Checkpoint> checkpoint = decode_checkpoint(content.bytes);
    if (!checkpoint) return std::nullopt;
    return std::move(*checkpoint);
}

std::string encode_receipt(const AuditReceipt& receipt) {
    Json json = Json::object();
    json["v"] = 1;
    json["county_key"] = to_hex(receipt.county_key);
    json["checkpoint"] =
        Json::array({receipt.checkpoint.bytes, to_base64(receipt.checkpoint.signature)});
    return write_json(json);
}

Result<AuditReceipt> decode_receipt(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    if (!json->is_object()) return malformed("v");
    const auto key = array_from_hex<32>(text_of(*json, "county_key"));
    if (!key) return malformed("county_key");
    const auto said = json->find("checkpoint");
    const bool shape = said != json->end() && said->is_array() && said->size() == 2 &&
                       (*said)[0].is_string() && (*said)[1].is_string();
    if (!shape) return malformed("checkpoint");
    const auto signature = signature_from_base64((*said)[1].get_ref<const std::string&>());
    if (!signature) return malformed("checkpoint");
    return AuditReceipt{*key, {(*said)[0].get<std::string>(), *signature}};
}

}  // namespace cunji
