#include "sync/enrolment.h"

#include "shared/policy/policy_loader.h"
#include "shared/store/certificates.h"
#include "sync/estimated_time.h"
#include "sync/server_link.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kPutScope = R"sql(
INSERT INTO scope (scope, state) VALUES (?1, 'granted')
ON CONFLICT (scope) DO UPDATE SET state = 'granted')sql";

Hash seed_of(const KeyPair& keys) {
    Hash seed{};
    std::copy_n(keys.secret.begin(), seed.size(), seed.begin());
    return seed;
}

void keep(const Store& store, const EnrolAnswer& answer, const KeyPair& device_keys,
          const KeyPair& person_keys, const ServerAddress& server) {
    Transaction transaction{store.db()};
    store.set_meta("device", answer.device);
    store.set_meta("device_seed", to_hex(seed_of(device_keys)));
    store.set_meta("person_seed", to_hex(seed_of(person_keys)));
    store.set_meta("by", answer.by);
    store.set_meta("name", answer.name);
    store.set_meta("role", answer.role);
    store.set_meta("server", server.url);
    store.set_meta("server_pin", server.pin);
    store.set_meta("server_node", answer.node);
    store.set_meta("county_key", to_hex(answer.county_key));
    if (answer.recovery) store.set_meta("recovery_key", to_hex(*answer.recovery));
    if (answer.confirm) store.set_meta("confirm", "1");
    store.set_meta("certificate", answer.certificate.bytes);
    store.set_meta("certificate_signature", to_base64(answer.certificate.signature));
    keep_certificate(store, answer.certificate);
    if (!answer.nonces.empty()) store.set_meta("nonce", answer.nonces.front());
    for (const std::string& scope : answer.scopes) {
        store.db().run(kPutScope, std::string_view{scope});
    }
    store.db().run("INSERT OR REPLACE INTO known_person (id, name, role) VALUES (?1, ?2, ?3)",
                   std::string_view{answer.by}, std::string_view{answer.name},
                   std::string_view{answer.role});
    transaction.commit();
}

}  // namespace

std::optional<Author> Enrolment::author() const {
    const Powers powers = powers_of(role);
    if (!may(powers, Verb::Write)) return std::nullopt;
    return Author{by, device, powers, device_keys};
}

std::optional<Enrolment> read_enrolment(const Store& store) {
    const auto device = store.meta("device");
    const auto seed = array_from_hex<32>(store.meta("device_seed").value_or(""));
    const auto county = array_from_hex<32>(store.meta("county_key").value_or(""));
    if (!device || !seed || !county) return std::nullopt;
    Enrolment out;
    out.device = *device;
    out.device_keys = key_pair_from_seed(*seed);
    if (const auto person = array_from_hex<32>(store.meta("person_seed").value_or(""))) {
        out.person_keys = key_pair_from_seed(*person);
    }
    out.by = store.meta("by").value_or("");
    out.name = store.meta("name").value_or("");
    out.role = store.meta("role").value_or("");
    out.server = {store.meta("server").value_or(""), store.meta("server_pin").value_or("")};
    out.node = store.meta("server_node").value_or("");
    out.county_key = *county;
    out.confirm = store.meta("confirm").has_value();
    out.certificate.bytes = store.meta("certificate").value_or("");
    const std::string signature = store.meta("certificate_signature").value_or("");
    out.certificate.signature = signature_from_base64(signature).value_or(Signature{});
    return out;
}

Result<Enrolment> enrol_device(Store& store, Transport& transport, const EnrolText& text,
                               Clock& clock, const Compressor& compressor) {
    if (store.meta("device")) return Message{"error.enrol.already", {}};
    const KeyPair device_keys = new_key_pair();
    const KeyPair person_keys = new_key_pair();
    EnrolRequest request{text.code, device_keys.public_key, person_keys.public_key, text.scope, {}};
    request.signature = sign(device_keys, enrol_text(request));

    WireRequest wire{"POST", "/v1/enrol", {{"Content-Type", "application/json"}}, encode(request)};
    const Result<WireResponse> answer = transport.send(wire);
    if (!answer) return answer.error();
    if (answer->status != 200) return message_of_answer(*answer);
    const Result<EnrolAnswer> content = decode_enrol_answer(answer->body);
    if (!content) return Message{"error.wire.not_cunji", {{"status", "200"}}};
    keep(store, *content, device_keys, person_keys, {text.server, text.pin});
    note_server_time(store, clock, content->time);

    const Enrolment enrolment = *read_enrolment(store);
    ServerLink link{store, enrolment, transport, compressor};
    std::optional<Message> problem;
    if (enrolment.confirm) {
        // Nothing is given to it yet: it works by the policy it was built with.
        const auto installed =
            store.install_policy(built_in_policy_files(), built_in_policy_version());
        if (!installed) problem = installed.error();
    } else {
        problem = fetch_policy(store, link);
    }
    if (problem) return *problem;
    link.remember();
    return enrolment;
}

std::optional<Message> fetch_policy(Store& store, ServerLink& link) {
    const Result<WireResponse> answer =
        link.call("GET", "/v1/policy/bundle?version=" + std::to_string(store.policy().version), {});
    if (!answer) return answer.error();
    if (answer->status != 200) return message_of_answer(*answer);
    const Result<PackedPolicy> packed = unpack_policy(answer->body);
    if (!packed) return packed.error();
    const Result<std::int64_t> installed = store.install_policy(packed->files, packed->version);
    if (!installed) return installed.error();
    return std::nullopt;
}

std::vector<ScopeState> scope_states(const Store& store) {
    std::vector<ScopeState> out;
    Query query = store.db().query("SELECT scope, state FROM scope ORDER BY scope");
    while (query.step())
        out.push_back({query.str(0), query.text(1) == "lost"});
    return out;
}

}  // namespace cunji
