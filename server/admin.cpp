#include "server/admin.h"

#include "server/access.h"
#include "server/admin_audit.h"
#include "server/admin_backup.h"
#include "server/admin_desk.h"
#include "server/admin_handover.h"
#include "server/admin_keys.h"
#include "server/admin_quarantine.h"
#include "server/qr_picture.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/record/fingerprint.h"
#include "shared/store/scopes.h"
#include "shared/store/tracing.h"
#include "shared/wire/enrol_payload.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <memory>

namespace cunji {

namespace {

struct UserOptions {
    std::string name;
    std::string role;
    std::string scope;
    std::string user;
    std::string url;
    std::string picture;
    bool confirm = false;
    bool json = false;
};

int user_add(const CountyFolder& folder, const UserOptions& options) {
    Desk desk;
    if (!is_role(options.role)) {
        return fail(desk, {"error.admin.role", {{"role", options.role}}});
    }
    const Store store = open_county(folder, desk.random);
    const Millis now = desk.clock.now();
    const Account account{new_uuid(now, desk.random), options.name, options.role, false};
    const AuditEvent event =
        by_operator(AuditVerb::AddAccount, account.id, options.scope, Json{{"role", account.role}});
    recorded(store, event, now, [&] {
        put_account(store, account);
        if (!options.scope.empty()) grant(store, account.id, options.scope, now);
    });
    if (options.json) return say(write_json(Json{{"id", account.id}}));
    return say(desk.texts({"admin.user_added", {{"name", options.name}, {"id", account.id}}}));
}

int user_list(const CountyFolder& folder, bool json) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    Json all = Json::array();
    for (const Account& account : all_accounts(store)) {
        const std::vector<std::string> scopes = granted_scopes(store, account.id);
        if (json) {
            all.push_back(Json{{"id", account.id},
                               {"name", account.name},
                               {"role", account.role},
                               {"disabled", account.disabled},
                               {"scopes", scopes}});
            continue;
        }
        std::string line = account.id + "  " + account.role + "  " + account.name;
        for (const std::string& scope : scopes)
            line += "  " + scope;
        say(account.disabled ? line + "  -" : line);
    }
    return json ? say(write_json(all)) : 0;
}

int user_disable(const CountyFolder& folder, const std::string& user) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    std::optional<Account> account = find_account_by_text(store, user);
    if (!account) return fail(desk, {"error.admin.no_user", {{"user", user}}});
    account->disabled = true;
    recorded(store, by_operator(AuditVerb::DisableAccount, account->id), desk.clock.now(),
             [&] { put_account(store, *account); });
    return say(desk.texts({"admin.user_disabled", {{"name", account->name}}}));
}

int grant_scope(const CountyFolder& folder, const UserOptions& options, bool end) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<Account> account = find_account_by_text(store, options.user);
    if (!account) return fail(desk, {"error.admin.no_user", {{"user", options.user}}});
    const Millis now = desk.clock.now();
    const AuditVerb verb = end ? AuditVerb::EndGrant : AuditVerb::Grant;
    recorded(store, by_operator(verb, account->id, options.scope), now, [&] {
        if (end) {
            end_grant(store, account->id, options.scope, now);
        } else {
            grant(store, account->id, options.scope, now);
        }
    });
    return say(desk.texts({end ? "admin.grant_ended" : "admin.granted",
                           {{"name", account->name}, {"scope", options.scope}}}));
}

bool write_picture(const std::string& file, const std::string& bytes) {
    std::ofstream out{file, std::ios::binary};
    out << bytes;
    out.close();
    return out.good();
}

int device_code(const CountyFolder& folder, const UserOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<Account> account = find_account_by_text(store, options.user);
    if (!account) return fail(desk, {"error.admin.no_user", {{"user", options.user}}});
    const Millis now = desk.clock.now();
    EnrolCode code;
    recorded(store, by_operator(AuditVerb::Code, account->id, options.scope), now, [&] {
        code =
            make_enrol_code(store, account->id, options.scope, now, desk.random, options.confirm);
    });
    const std::string payload =
        enrol_payload({options.url, code.code, options.scope, noted_tls_pin(store)});
    if (!options.picture.empty() && !write_picture(options.picture, qr_png(payload))) {
        return fail(desk, {"error.file.not_writable", {{"file", options.picture}}});
    }
    if (options.json) {
        return say(
            write_json(Json{{"code", code.code}, {"expires", code.expires}, {"payload", payload}}));
    }
    if (!store.meta("recovery_key")) say(desk.texts({"admin.no_recovery_key", {}}));
    say(desk.texts({"admin.code", {{"name", account->name}, {"code", code.code}}}));
    return say(desk.texts({"admin.payload", {{"payload", payload}}}));
}

int device_list(const CountyFolder& folder, bool json) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    Json all = Json::array();
    for (const Device& device : all_devices(store)) {
        if (json) {
            all.push_back(Json{{"id", device.id},
                               {"by", device.by},
                               {"name", device.account.name},
                               {"enrolled_at", device.enrolled_at},
                               {"fingerprint", fingerprint_of(device.key)},
                               {"confirmed", !device.unconfirmed},
                               {"revoked", device.revoked}});
        } else {
            say(device.id + "  " + fingerprint_of(device.key) + "  " + device.account.name +
                (device.unconfirmed ? "  ?" : "") + (device.revoked ? "  -" : ""));
        }
    }
    return json ? say(write_json(all)) : 0;
}

int device_confirm(const CountyFolder& folder, const std::string& id, const std::string& number) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<Device> device = find_device(store, id);
    if (!device) return fail(desk, {"error.admin.no_device", {{"device", id}}});
    Message told{"error.admin.fingerprint", {{"device", id}, {"name", device->account.name}}};
    if (number != fingerprint_of(device->key)) return fail(desk, told);
    recorded(store, by_operator(AuditVerb::Confirm, id), desk.clock.now(),
             [&] { confirm_device(store, id); });
    told.key = "admin.device_confirmed";
    return say(desk.texts(told));
}

int device_revoke(const CountyFolder& folder, const std::string& id) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    if (!find_device(store, id)) return fail(desk, {"error.admin.no_device", {{"device", id}}});
    const Millis now = desk.clock.now();
    recorded(store, by_operator(AuditVerb::Revoke, id), now,
             [&] { revoke_device(store, id, now); });
    return say(desk.texts({"admin.device_revoked", {{"device", id}}}));
}

int status(const CountyFolder& folder, bool json) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const auto count = [&](std::string_view sql) { return store.db().integer(sql).value_or(0); };
    Json digest = Json::object();
    for (const std::string& scope : scopes_held(store.db())) {
        digest[scope] = to_hex(scope_head(store.db(), scope).digest);
    }
    const std::int64_t ops = count("SELECT coalesce(sum(ops), 0) FROM scope_head");
    const std::int64_t records = count("SELECT count(*) FROM record WHERE live = 1");
    const std::int64_t conflicts =
        count("SELECT count(*) FROM (SELECT DISTINCT record, field FROM conflict)");
    const std::int64_t waiting = count("SELECT count(*) FROM quarantine WHERE decision = ''");
    if (json) {
        return say(write_json(Json{{"ops", ops},
                                   {"records", records},
                                   {"conflicts", conflicts},
                                   {"quarantine", waiting},
                                   {"digest", digest}}));
    }
    return say(desk.texts({"admin.status",
                           {{"ops", std::to_string(ops)},
                            {"records", std::to_string(records)},
                            {"conflicts", std::to_string(conflicts)},
                            {"scopes", std::to_string(digest.size())}}}));
}

int trace(const CountyFolder& folder, const std::string& id) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<Trace> found = cunji::trace(store, id);
    if (!found) return fail(desk, {"error.record.unknown", {{"id", id}}});
    recorded(store, by_operator(AuditVerb::Trace, id), desk.clock.now(), [] {});
    return say(to_json(*found).dump(2));
}

void add_user_commands(CLI::App& admin, AdminCommand& chosen,
                       const std::shared_ptr<UserOptions>& options) {
    CLI::App* user = admin.add_subcommand("user", "people: add, list, disable");
    user->require_subcommand(1);
    CLI::App* add = user->add_subcommand("add", "add a person");
    add->add_option("--name", options->name)->required();
    add->add_option("--role", options->role)->required();
    add->add_option("--scope", options->scope, "administrative code they may work on")->required();
    add->add_flag("--json", options->json);
    add->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return user_add(folder, *options); };
    });
    CLI::App* list = user->add_subcommand("list", "list people");
    list->add_flag("--json", options->json);
    list->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return user_list(folder, options->json); };
    });
    CLI::App* disable = user->add_subcommand("disable", "close a person's access");
    disable->add_option("--user", options->user, "id or name")->required();
    disable->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) {
            return user_disable(folder, options->user);
        };
    });
    CLI::App* give = admin.add_subcommand("grant", "give or end a right to a scope");
    give->add_option("--user", options->user, "id or name")->required();
    give->add_option("--scope", options->scope)->required();
    const auto end = std::make_shared<bool>(false);
    give->add_flag("--end", *end, "end the right");
    give->callback([&chosen, options, end] {
        chosen = [options, end](const CountyFolder& folder) {
            return grant_scope(folder, *options, *end);
        };
    });
}

void add_device_commands(CLI::App& admin, AdminCommand& chosen,
                         const std::shared_ptr<UserOptions>& options) {
    CLI::App* device = admin.add_subcommand("device", "devices: code, list, confirm, revoke");
    device->require_subcommand(1);
    CLI::App* code = device->add_subcommand("code", "one-time code to enrol a device (24 hours)");
    code->add_option("--user", options->user, "id or name")->required();
    code->add_option("--scope", options->scope)->required();
    code->add_option("--url", options->url, "how devices reach this server: https://host[:port]");
    code->add_option("--qr", options->picture, "PNG file to make, with the QR code");
    code->add_flag("--confirm", options->confirm,
                   "the device gets nothing until device confirm was given its number");
    code->add_flag("--json", options->json);
    code->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return device_code(folder, *options); };
    });
    CLI::App* list = device->add_subcommand("list", "list devices");
    list->add_flag("--json", options->json);
    list->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) {
            return device_list(folder, options->json);
        };
    });
    CLI::App* confirm =
        device->add_subcommand("confirm", "the person has told the number that the device shows");
    const auto confirmed = std::make_shared<std::string>();
    const auto number = std::make_shared<std::string>();
    confirm->add_option("device", *confirmed)->required();
    confirm->add_option("number", *number, "six digits")->required();
    confirm->callback([&chosen, confirmed, number] {
        chosen = [confirmed, number](const CountyFolder& folder) {
            return device_confirm(folder, *confirmed, *number);
        };
    });
    CLI::App* revoke = device->add_subcommand("revoke", "close a lost device out");
    const auto id = std::make_shared<std::string>();
    revoke->add_option("device", *id)->required();
    revoke->callback([&chosen, id] {
        chosen = [id](const CountyFolder& folder) { return device_revoke(folder, *id); };
    });
}

void add_trace_command(CLI::App& admin, AdminCommand& chosen) {
    const auto id = std::make_shared<std::string>();
    CLI::App* command = admin.add_subcommand("trace", "who did what to a record");
    command->add_option("id", *id)->required();
    command->callback([&chosen, id] {
        chosen = [id](const CountyFolder& folder) { return trace(folder, *id); };
    });
}

}  // namespace

void add_admin_commands(CLI::App& admin, AdminChoice& choice) {
    AdminCommand& chosen = choice.run;
    admin.require_subcommand(1);
    admin.fallthrough();
    const auto options = std::make_shared<UserOptions>();
    add_user_commands(admin, chosen, options);
    add_device_commands(admin, chosen, options);
    add_trace_command(admin, chosen);
    add_recovery_commands(admin, chosen);
    add_backup_commands(admin, choice);
    add_audit_commands(admin, chosen, choice.offline);
    add_quarantine_commands(admin, chosen);
    add_handover_command(admin, chosen);
    CLI::App* state = admin.add_subcommand("status", "how much is held, and the digests");
    state->add_flag("--json", options->json);
    state->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return status(folder, options->json); };
    });
}

}  // namespace cunji
