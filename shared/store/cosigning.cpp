#include "shared/store/cosigning.h"

#include "shared/store/merging.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kVotes =
    "SELECT id FROM vote WHERE meeting = ?1 AND scope = ?2 ORDER BY id";
constexpr std::string_view kSignatures = R"sql(
SELECT id FROM signature
WHERE target = ?1 AND scope = ?2 AND void_reason IS NULL AND merge_into IS NULL ORDER BY id)sql";
constexpr std::string_view kAttendees = R"sql(
SELECT id FROM attendee
WHERE meeting = ?1 AND scope = ?2 AND void_reason IS NULL AND merge_into IS NULL ORDER BY id)sql";

constexpr std::array<SignaturePlaces, 2> kPlaces{
    {{"signature", "target", "image", "signer_name"}, {"attendee", "meeting", "sign", "name"}}};

std::string text_in(const RecordState& state, std::string_view field) {
    const auto found = state.values.find(field);
    const std::string* text = found == state.values.end() ? nullptr : found->second.text();
    return text == nullptr ? std::string{} : *text;
}

/// The record and, of a meeting, its votes; by id.
std::set<RecordKey> records_signed(const Store& store, const RecordKey& target) {
    std::set<RecordKey> out{target};
    if (target.kind != "meeting" || store.table("vote") == nullptr) return out;
    Query query =
        store.db().query(kVotes, std::string_view{target.id}, std::string_view{target.scope});
    while (query.step())
        out.insert({target.scope, "vote", query.str(0)});
    return out;
}

std::string joined(const std::map<std::string, std::string>& version_by_record) {
    std::string all;
    for (const auto& [id, version] : version_by_record)
        all.append(id).append(1, ' ').append(version).append(1, '\n');
    return to_hex(blake2b({"cunji-signed-1 ", all}));
}

Standing standing_of(const Store& store, const RecordKey& target, const SignedContent& content) {
    const auto seen = op_ids_from_text(content.seen);
    if (!seen) return {Standing::State::Wrong};
    std::map<RecordKey, std::vector<OpId>> by_record;
    for (const OpId& id : *seen) {
        const std::optional<RecordKey> key = record_of(store.db(), id);
        if (!key) return {Standing::State::Unknown};
        by_record[*key].push_back(id);
    }
    if (!by_record.contains(target)) return {Standing::State::Wrong};
    std::map<std::string, std::string> versions;
    Standing out{Standing::State::Stands};
    for (const auto& [key, heads] : by_record) {
        const std::optional<HeldRecord> record = HeldRecord::read(store, key);
        if (!record) return {Standing::State::Unknown};
        const std::optional<std::string> version = record->version_at(heads);
        if (!version) return {Standing::State::Unknown};
        versions[key.id] = *version;
        const Standing one = standing(record->history(), heads, *version);
        if (out.state == Standing::State::Stands) out = one;
    }
    if (joined(versions) != content.version) return {Standing::State::Wrong};
    if (out.state != Standing::State::Stands) return out;
    for (const RecordKey& key : records_signed(store, target)) {
        if (by_record.contains(key)) continue;
        const std::vector<StoredOp> ops = ops_of_record(store.db(), key);
        return {Standing::State::Voided, ops.front().logged.id};  // a vote that came later
    }
    return out;
}

std::optional<CoSignature> read_cosignature(CertificateBook& certificates,
                                            const RecordKey& record) {
    const Store& store = certificates.store();
    const SignaturePlaces* places = signature_places(record.kind);
    if (places == nullptr) return std::nullopt;
    const std::optional<RecordState> state = stored_state(store, record);
    if (!state) return std::nullopt;
    CoSignature out;
    out.record = record;
    out.image = text_in(*state, places->image);
    if (out.image.empty()) return std::nullopt;
    out.signer = text_in(*state, "person");
    if (out.signer.empty()) out.signer = text_in(*state, places->name);
    const std::string proof = text_in(*state, "signed_proof");
    out.bound = !proof.empty();
    if (!out.bound) return out;
    const std::string target = text_in(*state, places->target);
    const SignedContent content{text_in(*state, "signed_version"), text_in(*state, "signed_seen")};
    const std::vector<StoredOp> ops = ops_of_record(store.db(), record);
    const auto writer = std::find_if(ops.begin(), ops.end(), [&](const StoredOp& op) {
        const Value* value = op.logged.op.find_set("signed_proof");
        return value != nullptr && *value == Value{proof};
    });
    const std::optional<Signature> signature = signature_from_base64(proof);
    const std::optional<RecordKey> key = signable_record(store, record.scope, target);
    if (writer == ops.end() || !signature || !key) {
        out.wrong = Message{"error.act.signature", {}};
        return out;
    }
    const Op& op = writer->logged.op;
    out.by = op.by;
    out.wrong = wrong_signature(
        certificates, op.rid, op.by,
        cosign_text({out.image, target, out.signer, content}, op.by, op.scope), *signature);
    out.standing = standing_of(store, *key, content);
    if (!out.wrong && out.standing.state == Standing::State::Wrong) {
        out.wrong = Message{"error.act.version", {}};
    }
    return out;
}

}  // namespace

const SignaturePlaces* signature_places(std::string_view kind) {
    const auto* const found =
        std::find_if(kPlaces.begin(), kPlaces.end(),
                     [&](const SignaturePlaces& places) { return places.kind == kind; });
    return found == kPlaces.end() ? nullptr : found;
}

std::optional<SignedContent> content_to_sign(const Store& store, const RecordKey& target) {
    std::map<std::string, std::string> versions;
    std::vector<OpId> seen;
    for (const RecordKey& key : records_signed(store, target)) {
        const std::optional<HeldRecord> record = HeldRecord::read(store, key);
        if (!record) return std::nullopt;
        const std::vector<OpId> heads = record->heads();
        const std::optional<std::string> version = record->version_at(heads);
        if (!version) return std::nullopt;
        versions[key.id] = *version;
        seen.insert(seen.end(), heads.begin(), heads.end());
    }
    return SignedContent{joined(versions), op_ids_text(seen)};
}

std::string cosign_text(const CoSigned& signed_so, std::string_view person,
                        std::string_view scope) {
    std::string out = "cunji-cosign-1";
    for (const std::string_view part :
         {std::string_view{signed_so.image}, std::string_view{signed_so.target},
          std::string_view{signed_so.content.version}, person, scope,
          std::string_view{signed_so.content.seen}, std::string_view{signed_so.signer}}) {
        out += ' ';
        out += part;
    }
    return out;
}

std::optional<CoSignature> cosignature_of(const Store& store, const RecordKey& record) {
    CertificateBook certificates{store};
    return read_cosignature(certificates, record);
}

std::vector<CoSignature> cosignatures_on(const Store& store, const RecordKey& target) {
    std::vector<CoSignature> out;
    CertificateBook certificates{store};
    const auto add = [&](std::string_view kind, std::string_view sql) {
        if (store.table(kind) == nullptr) return;
        Query query =
            store.db().query(sql, std::string_view{target.id}, std::string_view{target.scope});
        while (query.step()) {
            if (auto one = read_cosignature(certificates,
                                            {target.scope, std::string{kind}, query.str(0)})) {
                out.push_back(std::move(*one));
            }
        }
    };
    add("signature", kSignatures);
    if (target.kind == "meeting") add("attendee", kAttendees);
    return out;
}

}  // namespace cunji
