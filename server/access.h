#pragma once

#include "server/node.h"
#include "shared/record/line.h"
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
    Millis revoked_at = 0;
    bool unconfirmed = false;  ///< the office has not compared its key with its person yet
    Account account;           ///< of `by`

    /// Nothing is told to it, and what it sends is kept for an office to judge.
    [[nodiscard]] bool is_closed() const { return revoked || account.disabled; }
};

// People, devices and rights: all SQL of them stands here. Functions that change something run in
// the caller's transaction.

std::optional<Account> find_account(const Store& store, std::string_view id);
/// By id or, when it is the only one so called, by name.
std::optional<Account> find_account_by_text(const Store& store, std::string_view text);
std::vector<Account> all_accounts(const Store& store);
void put_account(const Store& store, const Account& account);

void grant(const Store& store, std::string_view by, std::string_view scope, Millis now);
/// `why`: of a handover.
void end_grant(const Store& store, std::string_view by, std::string_view scope, Millis now,
               std::string_view why = {});
/// The person holds the scope now.
bool is_granted(const Store& store, std::string_view by, std::string_view scope);
/// The person held it at some moment from `since` to `until`.
bool was_granted_between(const Store& store, std::string_view by, std::string_view scope,
                         Millis since, Millis until);
std::vector<std::string> granted_scopes(const Store& store, std::string_view by);

// What a device may ask about a scope. Every route asks here, scope by scope.

/// Its person holds the scope now.
bool may_read(const Store& store, const Device& device, std::string_view scope);
/// Its person held the scope at some moment since the device was enrolled: what was recorded then
/// still arrives when the scope was handed over since.
bool may_send(const Store& store, const Device& device, std::string_view scope);
/// The scope of the line, or the line is the device's own.
bool may_read_line(const Store& store, const Device& device, const Announcement& line);

/// A one-time code for a person and a scope; 26 letters and digits that are hard to confuse.
struct EnrolCode {
    std::string code;
    Millis expires = 0;
};

/// `confirm`: its device gets nothing until confirm_device().
EnrolCode make_enrol_code(const Store& store, std::string_view by, std::string_view scope,
                          Millis now, Random& random, bool confirm = false);

/// The person says the number that their device shows, and it is that of the device's key.
void confirm_device(const Store& store, std::string_view id);

enum class EnrolProblem {
    BadSignature,
    UnknownCode,
    Used,
    Expired,
    OtherVillage,  ///< the code is for another scope than the request expects
    Disabled,
    NoDevices,  ///< the person's role has none
};

/// Uses the code up and makes the device. A problem leaves the code as it was.
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
