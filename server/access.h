#pragma once

#include "server/node.h"
#include "shared/store/admission.h"
#include "shared/wire/messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

struct Account {
    std::string id;
    std::string name;
    std::string role;
    bool disabled = false;
};

struct Device {
    std::string id;
    std::string by;
    PublicKey key{};
    Millis enrolled_at = 0;
    bool revoked = false;
    Account account;  ///< of `by`
};

// People, devices and rights: all SQL of them stands here. Functions that change something run in
// the caller's transaction.

std::optional<Account> find_account(const Store& store, std::string_view id);
/// By id or, when it is the only one so called, by name.
std::optional<Account> find_account_by_text(const Store& store, std::string_view text);
std::vector<Account> all_accounts(const Store& store);
void put_account(const Store& store, const Account& account);

void grant(const Store& store, std::string_view by, std::string_view scope, Millis now);
void end_grant(const Store& store, std::string_view by, std::string_view scope, Millis now);
/// The person holds the scope now.
bool is_granted(const Store& store, std::string_view by, std::string_view scope);
/// The person held it at some moment from `since` to now.
bool was_granted_since(const Store& store, std::string_view by, std::string_view scope,
                       Millis since);
std::vector<std::string> granted_scopes(const Store& store, std::string_view by);

/// A one-time code for a person and a scope; 26 letters and digits that are hard to confuse.
struct EnrolCode {
    std::string code;
    Millis expires = 0;
};

EnrolCode make_enrol_code(const Store& store, std::string_view by, std::string_view scope,
                          Millis now, Random& random);

enum class EnrolProblem { BadSignature, UnknownCode, Used, Expired, Disabled };

/// Uses the code up and makes the device.
Result<EnrolAnswer, EnrolProblem> admit_device(const Store& store, const Identity& identity,
                                               const EnrolRequest& request, Millis now,
                                               Random& random);

std::optional<Device> find_device(const Store& store, std::string_view id);
std::vector<Device> all_devices(const Store& store);
void revoke_device(const Store& store, std::string_view id, Millis now);

/// Takes a device that this node's database does not know (it was restored from an older copy) by
/// the certificate the county once signed for it. False when the county did not.
bool admit_by_certificate(const Store& store, const Identity& identity, const Signed& certificate,
                          Millis now);

}  // namespace cunji
