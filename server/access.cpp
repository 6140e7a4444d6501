#include "server/access.h"

#include "shared/base/uuid.h"
#include "shared/policy/rights.h"

#include <algorithm>
#include <limits>

namespace cunji {

namespace {

constexpr std::string_view kPutAccount = R"sql(
INSERT INTO user_account (id, name, role, disabled) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
  disabled = excluded.disabled)sql";
constexpr std::string_view kEndGrant = R"sql(
UPDATE grant_ SET to_at = ?3, why = nullif(?4, '')
WHERE by = ?1 AND scope = ?2 AND to_at IS NULL)sql";
constexpr std::string_view kHeldBetween = R"sql(
SELECT 1 FROM grant_ WHERE by = ?1 AND scope = ?2 AND (to_at IS NULL OR to_at >= ?3)
  AND from_at <= ?4 LIMIT 1)sql";
constexpr std::string_view kPutDevice = R"sql(
INSERT INTO device
  (id, by, public_key, person_key, certificate, signature, enrolled_at, unconfirmed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING)sql";
constexpr std::string_view kDevices = R"sql(
SELECT d.id, d.by, d.public_key, d.enrolled_at, d.revoked_at,
       coalesce(u.name, ''), coalesce(u.role, ''), coalesce(u.disabled, 1), d.unconfirmed
FROM device d LEFT JOIN user_account u ON u.id = d.by WHERE ?1 = '' OR d.id = ?1 ORDER BY d.id)sql";
constexpr std::string_view kPutCode =
    "INSERT INTO enrol_code (hash, by, scope, expires, confirm) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kCode =
    "SELECT by, scope, expires, used_by, confirm FROM enrol_code WHERE hash = ?1";

// Crockford's base 32: no I, L, O, U, so that a code read out over the phone arrives.
constexpr std::string_view kCodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLength = 26;  // 130 bits

Account account_of(const Query& query) {
    return {query.str(0), query.str(1), query.str(2), query.integer(3) != 0};
}

std::string code_hash(std::string_view code) {
    std::string plain;
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return to_hex(blake2b({"cunji-code-1 ", plain}));
}

Device device_of(const Query& query) {
    Device device;
    device.id = query.str(0);
    device.by = query.str(1);
    const ByteView key = query.blob(2);
    std::copy_n(key.begin(), std::min(key.size(), device.key.size()), device.key.begin());
    device.enrolled_at = query.integer(3);
    device.revoked = !query.is_null(4);
    if (device.revoked) device.revoked_at = query.integer(4);
    device.account = {device.by, query.str(5), query.str(6), query.integer(7) != 0};
    device.unconfirmed = query.integer(8) != 0;
    return device;
}

void put_device(const Store& store, const Certificate& certificate, const Signed& content,
                bool unconfirmed, Millis now) {
    store.db().run(kPutDevice, std::string_view{certificate.device},
                   std::string_view{certificate.by}, ByteView{certificate.device_key},
                   ByteView{certificate.person_key}, std::string_view{content.bytes},
                   ByteView{content.signature}, now, unconfirmed);
}

}  // namespace

std::optional<Account> find_account(const Store& store, std::string_view id) {
    Query query =
        store.db().query("SELECT id, name, role, disabled FROM user_account WHERE id = ?1", id);
    if (!query.step()) return std::nullopt;
    return account_of(query);
}

std::optional<Account> find_account_by_text(const Store& store, std::string_view text) {
    if (std::optional<Account> account = find_account(store, text)) return account;
    Query query =
        store.db().query("SELECT id, name, role, disabled FROM user_account WHERE name = ?1", text);
    if (!query.step()) return std::nullopt;
    Account account = account_of(query);
    if (query.step()) return std::nullopt;
    return account;
}

std::vector<Account> all_accounts(const Store& store) {
    std::vector<Account> out;
    Query query = store.db().query("SELECT id, name, role, disabled FROM user_account ORDER BY id");
    while (query.step())
        out.push_back(account_of(query));
    return out;
}

void put_account(const Store& store, const Account& account) {
    store.db().run(kPutAccount, std::string_view{account.id}, std::string_view{account.name},
                   std::string_view{account.role}, account.disabled);
}

void grant(const Store& store, std::string_view by, std::string_view scope, Millis now) {
    if (is_granted(store, by, scope)) return;
    store.db().run("INSERT OR IGNORE INTO grant_ (by, scope, from_at) VALUES (?1, ?2, ?3)", by,
                   scope, now);
}

void end_grant(const Store& store, std::string_view by, std::string_view scope, Millis now,
               std::string_view why) {
    store.db().run(kEndGrant, by, scope, now, why);
}

bool is_granted(const Store& store, std::string_view by, std::string_view scope) {
    return store.db()
        .integer("SELECT 1 FROM grant_ WHERE by = ?1 AND scope = ?2 AND to_at IS NULL", by, scope)
        .has_value();
}

bool was_granted_between(const Store& store, std::string_view by, std::string_view scope,
                         Millis since, Millis until) {
    return store.db().integer(kHeldBetween, by, scope, since, until).has_value();
}

std::vector<std::string> granted_scopes(const Store& store, std::string_view by) {
    std::vector<std::string> out;
    Query query = store.db().query(
        "SELECT DISTINCT scope FROM grant_ WHERE by = ?1 AND to_at IS NULL ORDER BY scope", by);
    while (query.step())
        out.push_back(query.str(0));
    return out;
}

bool may_read(const Store& store, const Device& device, std::string_view scope) {
    return is_granted(store, device.by, scope);
}

bool may_send(const Store& store, const Device& device, std::string_view scope) {
    return was_granted_between(store, device.by, scope, device.enrolled_at,
                               std::numeric_limits<Millis>::max());
}

bool may_read_line(const Store& store, const Device& device, const Announcement& line) {
    return line.device == device.id || may_read(store, device, line.scope);
}

EnrolCode make_enrol_code(const Store& store, std::string_view by, std::string_view scope,
                          Millis now, Random& random, bool confirm) {
    std::array<std::uint8_t, kCodeLength> raw{};
    random.fill(raw);
    EnrolCode out;
    for (const std::uint8_t byte : raw)
        out.code += kCodeLetters[byte % kCodeLetters.size()];
    out.expires = now + kEnrolCodeLifeMillis;
    store.db().run(kPutCode, std::string_view{code_hash(out.code)}, by, scope, out.expires,
                   confirm);
    return out;
}

Result<EnrolAnswer, EnrolProblem> admit_device(const Store& store, const Identity& identity,
                                               const EnrolRequest& request, Millis now,
                                               Random& random) {
    if (!verify(request.device_key, enrol_text(request), request.signature)) {
        return EnrolProblem::BadSignature;
    }
    const std::string hash = code_hash(request.code);
    std::string by;
    std::string scope;
    bool confirm = false;
    {
        Query query = store.db().query(kCode, std::string_view{hash});
        if (!query.step()) return EnrolProblem::UnknownCode;
        if (!query.is_null(3)) return EnrolProblem::Used;
        if (now > query.integer(2)) return EnrolProblem::Expired;
        by = query.str(0);
        scope = query.str(1);
        confirm = query.integer(4) != 0;
    }
    if (!request.scope.empty() && request.scope != scope) return EnrolProblem::OtherVillage;
    const std::optional<Account> account = find_account(store, by);
    if (!account || account->disabled) return EnrolProblem::Disabled;
    if (!may(powers_of(account->role), Verb::Read)) return EnrolProblem::NoDevices;
    grant(store, by, scope, now);

    EnrolAnswer answer;
    answer.device = new_uuid(now, random);
    answer.by = by;
    answer.name = account->name;
    answer.role = account->role;
    answer.scopes = granted_scopes(store, by);
    answer.node = identity.node;
    answer.epoch = identity.epoch;
    answer.county_key = identity.keys.public_key;
    answer.recovery = array_from_hex<32>(store.meta("recovery_key").value_or(""));
    answer.time = now;
    answer.policy = store.policy().version;
    answer.confirm = confirm;
    const Certificate certificate{answer.device, request.device_key, request.person_key, by,
                                  account->name, account->role,      answer.scopes,      now};
    answer.certificate.bytes = encode_certificate(certificate);
    answer.certificate.signature = sign(identity.keys, certificate_text(answer.certificate.bytes));
    put_device(store, certificate, answer.certificate, confirm, now);
    store.db().run("UPDATE enrol_code SET used_by = ?2 WHERE hash = ?1", std::string_view{hash},
                   std::string_view{answer.device});
    return answer;
}

void confirm_device(const Store& store, std::string_view id) {
    store.db().run("UPDATE device SET unconfirmed = 0 WHERE id = ?1", id);
}

std::optional<Device> find_device(const Store& store, std::string_view id) {
    if (id.empty()) return std::nullopt;
    Query query = store.db().query(kDevices, id);
    if (!query.step()) return std::nullopt;
    return device_of(query);
}

std::vector<Device> all_devices(const Store& store) {
    std::vector<Device> out;
    Query query = store.db().query(kDevices, "");
    while (query.step())
        out.push_back(device_of(query));
    return out;
}

void revoke_device(const Store& store, std::string_view id, Millis now) {
    store.db().run("UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", id,
                   now);
}

bool admit_by_certificate(const Store& store, const Identity& identity, const Signed& certificate,
                          Millis now) {
    const std::string text = certificate_text(certificate.bytes);
    if (!verify(identity.keys.public_key, text, certificate.signature)) return false;
    const Result<Certificate> content = decode_certificate(certificate.bytes);
    if (!content.ok() || !is_uuid(content->device) || !is_uuid(content->by)) return false;
    if (!find_account(store, content->by)) {
        put_account(store, {content->by, content->name, content->role, false});
        for (const std::string& scope : content->scopes) {
            grant(store, content->by, scope, content->at);
        }
    }
    put_device(store, *content, certificate, false, now);
    return true;
}

}  // namespace cunji
