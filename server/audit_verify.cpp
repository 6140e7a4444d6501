#include "server/audit_file.h"

#include <istream>
#include <map>

namespace cunji {

namespace {

/// [text, signature] under this name; nullopt when it is not that.
std::optional<Signed> signed_of(const Json& member) {
    const bool shape =
        member.is_array() && member.size() == 2 && member[0].is_string() && member[1].is_string();
    if (!shape) return std::nullopt;
    const auto signature = signature_from_base64(member[1].get_ref<const std::string&>());
    if (!signature) return std::nullopt;
    return Signed{member[0].get<std::string>(), *signature};
}

std::optional<std::int64_t> integer_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

class Verification {
public:
    explicit Verification(const AuditProof& proof) : proof_(proof) {}

    AuditFindings run(std::istream& in) {
        std::string line;
        while (std::getline(in, line)) {
            ++line_;
            if (line.size() > kAuditLineMax) {
                problem("audit_file.line");
                break;
            }
            take(line);
            if (!begun_ || found_.problems.size() == kAuditProblemsMax) return std::move(found_);
        }
        finish();
        return std::move(found_);
    }

private:
    void problem(const char* key, std::string row = {}) {
        if (found_.problems.size() == kAuditProblemsMax) return;
        if (row.empty()) row = std::to_string(found_.last);
        found_.problems.push_back(
            {key, {{"row", std::move(row)}, {"line", std::to_string(line_)}}});
    }

    void take(const std::string& line) {
        const Result<Json> json = parse_json(line);
        if (!json.ok() || !json->is_object()) return problem("audit_file.line");
        if (!begun_) return begin(*json);
        const auto member = [&json](const char* name) { return json->find(name); };
        if (member("row") != json->end()) return take_row(*json);
        if (const auto found = member("checkpoint"); found != json->end()) {
            return take_checkpoint(*found);
        }
        if (const auto found = member("countersignature"); found != json->end()) {
            return take_countersignature(*found);
        }
        if (const auto found = member("certificate"); found != json->end()) {
            return take_certificate(*found);
        }
        problem("audit_file.line");
    }

    void begin(const Json& header) {
        const auto key = array_from_hex<32>(text_of(header, "county_key"));
        const auto first = integer_of(header, "first");
        node_ = text_of(header, "node");
        const bool known = integer_of(header, "cunji_audit") == 1;
        if (!known || !key || !first || *first < 1 || node_.empty()) {
            return problem("audit_file.header");
        }
        begun_ = true;
        found_.county_key = *key;
        found_.first = *first;
        found_.last = *first - 1;
        if (proof_.county_key && *proof_.county_key != *key) problem("audit_file.other_key");
        for (const AuditHead& head : proof_.heads)
            expect(head);
        for (const AuditReceipt& receipt : proof_.receipts)
            take_receipt(receipt);
    }

    void expect(const AuditHead& head) {
        const auto [place, fresh] = known_.try_emplace(head.seq, head.h);
        if (!fresh && place->second != head.h) problem("audit_file.head", std::to_string(head.seq));
    }

    void take_receipt(const AuditReceipt& receipt) {
        const auto said = trusted_checkpoint(receipt.checkpoint, receipt.county_key);
        if (!said) return problem("audit_file.receipt");
        // A device pins its county's key: a log under another one is not what it heard of.
        if (receipt.county_key != found_.county_key || said->node != node_) {
            return problem("audit_file.other_key");
        }
        expect({said->seq, said->head});
    }

    /// What is known of the row just read.
    void check_known() {
        const auto known = known_.find(found_.last);
        if (known == known_.end()) return;
        if (known->second != found_.head) problem("audit_file.head");
        known_.erase(known);
    }

    void take_row(const Json& json) {
        const auto h = array_from_hex<32>(text_of(json, "h"));
        const std::string_view bytes = text_of(json, "row");
        const Result<Json> row = parse_json(bytes);
        const std::int64_t seq = found_.last + 1;
        const std::string name = std::to_string(seq);
        if (seq > 1 && seq == found_.first && !cut_) problem("audit_file.start", name);
        if (!row.ok() || !row->is_object() || integer_of(*row, "seq") != seq) {
            problem("audit_file.order", name);
        }
        const Hash expected = chain(found_.head, bytes);
        if (h != expected) problem("audit_file.chain", name);
        found_.last = seq;
        // Goes on from what the file says, so that one changed row is one problem.
        found_.head = h.value_or(expected);
        check_known();
    }

    void take_checkpoint(const Json& member) {
        checkpoint_bytes_.clear();
        const std::optional<Signed> content = signed_of(member);
        const auto said = content ? trusted_checkpoint(*content, found_.county_key) : std::nullopt;
        if (!said || said->node != node_) return problem("audit_file.signature");
        const bool at_start = found_.last == found_.first - 1;
        if (said->cut && at_start && !cut_ && said->seq == found_.last) {
            cut_ = true;
            found_.head = said->head;
            covered_ = said->seq;
            return check_known();
        }
        if (said->cut || said->seq != found_.last || said->head != found_.head) {
            return problem("audit_file.checkpoint");
        }
        if (said->seq - covered_ > kCheckpointRows) problem("audit_file.gap");
        covered_ = said->seq;
        checkpoint_bytes_ = content->bytes;
        ++found_.checkpoints;
    }

    void take_certificate(const Json& member) {
        const std::optional<Signed> content = signed_of(member);
        const auto said = content ? trusted_certificate(*content, found_.county_key) : std::nullopt;
        if (!said) return problem("audit_file.certificate");
        devices_[said->device] = said->device_key;
    }

    void take_countersignature(const Json& member) {
        const std::optional<Signed> content = signed_of(member);
        const auto device = content ? devices_.find(content->bytes) : devices_.end();
        if (device == devices_.end() || checkpoint_bytes_.empty() ||
            !verify(device->second, countersign_text(checkpoint_bytes_), content->signature)) {
            return problem("audit_file.countersignature");
        }
        ++found_.countersignatures;
    }

    void finish() {
        if (!begun_) return problem("audit_file.header");
        if (found_.last < found_.first) problem("audit_file.empty");
        // Rows behind the last checkpoint could be anybody's.
        if (covered_ < found_.last) problem("audit_file.uncovered");
        for (const auto& [seq, h] : known_) {
            if (seq > found_.last) problem("audit_file.cut_off", std::to_string(seq));
            if (seq < found_.first) ++found_.not_compared;
        }
    }

    const AuditProof& proof_;
    AuditFindings found_;
    std::int64_t line_ = 0;
    bool begun_ = false;
    bool cut_ = false;  ///< the signed cut that the log begins behind was met
    std::string node_;
    std::int64_t covered_ = 0;      ///< up to where the county has signed
    std::string checkpoint_bytes_;  ///< of the one that countersignatures may follow
    std::map<std::int64_t, Hash> known_;
    std::map<std::string, PublicKey> devices_;
};

}  // namespace

AuditFindings verify_audit(std::istream& in, const AuditProof& proof) {
    return Verification{proof}.run(in);
}

}  // namespace cunji
