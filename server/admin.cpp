#include "server/admin.h"

#include "server/access.h"
#include "server/admin_keys.h"
#include "server/qr_picture.h"
#include "server/restoring.h"
#include "shared/base/files.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/policy/texts.h"
#include "shared/store/scopes.h"
#include "shared/store/tracing.h"
#include "shared/vault/keyring.h"
#include "shared/wire/enrol_payload.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <memory>

namespace cunji {

namespace {

/// What every admin command needs.
struct Desk {
    Texts texts{language_of_environment()};
    SystemClock clock;
    SystemRandom random;
};

int say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    return 0;
}

int fail(const Desk& desk, const Message& message) {
    std::fprintf(stderr, "%s\n", desk.texts(message).c_str());
    return 1;
}

struct UserOptions {
    std::string name;
    std::string role;
    std::string scope;
    std::string user;
    std::string url;
    std::string picture;
    bool json = false;
};

int user_add(const CountyFolder& folder, const UserOptions& options) {
    Desk desk;
    const bool reads = options.role == "auditor_ro" || options.role == "third_party";
    if (!reads && !tier_of_role(options.role)) {
        return fail(desk, {"error.admin.role", {{"role", options.role}}});
    }
    const Store store = open_county(folder, desk.random);
    const Millis now = desk.clock.now();
    const Account account{new_uuid(now, desk.random), options.name, options.role, false};
    Transaction transaction{store.db()};
    put_account(store, account);
    if (!options.scope.empty()) grant(store, account.id, options.scope, now);
    transaction.commit();
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
    put_account(store, *account);
    return say(desk.texts({"admin.user_disabled", {{"name", account->name}}}));
}

int grant_scope(const CountyFolder& folder, const UserOptions& options, bool end) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    const std::optional<Account> account = find_account_by_text(store, options.user);
    if (!account) return fail(desk, {"error.admin.no_user", {{"user", options.user}}});
    if (end) {
        end_grant(store, account->id, options.scope, desk.clock.now());
    } else {
        grant(store, account->id, options.scope, desk.clock.now());
    }
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
    const EnrolCode code =
        make_enrol_code(store, account->id, options.scope, desk.clock.now(), desk.random);
    const std::string payload = enrol_payload({options.url, code.code});
    if (!options.picture.empty() && !write_picture(options.picture, qr_png(payload))) {
        return fail(desk, {"error.file.not_writable", {{"file", options.picture}}});
    }
    if (options.json) {
        return say(
            write_json(Json{{"code", code.code}, {"expires", code.expires}, {"payload", payload}}));
    }
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
                               {"revoked", device.revoked}});
        } else {
            say(device.id + "  " + device.account.name + (device.revoked ? "  -" : ""));
        }
    }
    return json ? say(write_json(all)) : 0;
}

int device_revoke(const CountyFolder& folder, const std::string& id) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    if (!find_device(store, id)) return fail(desk, {"error.admin.no_device", {{"device", id}}});
    revoke_device(store, id, desk.clock.now());
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
    const std::int64_t waiting = count("SELECT count(*) FROM quarantine");
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
    return say(to_json(store, *found).dump(2));
}

int backup(const CountyFolder& folder, const std::string& file) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    store.copy_to(file);
    // Without it nobody opens the copy once this folder is gone.
    const Result<Keyring> keyring = read_keyring(folder.path);
    if (keyring) write_durably(file + ".keys.json", encode_keyring(*keyring));
    return say(desk.texts({"admin.backed_up", {{"file", file}}}));
}

int restore(const CountyFolder& folder, const std::string& file) {
    Desk desk;
    if (const std::optional<Message> problem = restore_county(folder, file, desk.random)) {
        return fail(desk, *problem);
    }
    return say(desk.texts({"admin.restored", {{"file", file}}}));
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
    CLI::App* device = admin.add_subcommand("device", "devices: code, list, revoke");
    device->require_subcommand(1);
    CLI::App* code = device->add_subcommand("code", "one-time code to enrol a device (24 hours)");
    code->add_option("--user", options->user, "id or name")->required();
    code->add_option("--scope", options->scope)->required();
    code->add_option("--url", options->url, "how devices reach this server: https://host[:port]");
    code->add_option("--qr", options->picture, "PNG file to make, with the QR code");
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
    CLI::App* revoke = device->add_subcommand("revoke", "close a lost device out");
    const auto id = std::make_shared<std::string>();
    revoke->add_option("device", *id)->required();
    revoke->callback([&chosen, id] {
        chosen = [id](const CountyFolder& folder) { return device_revoke(folder, *id); };
    });
}

void add_file_commands(CLI::App& admin, AdminCommand& chosen) {
    const auto text = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* help, const char* argument, auto run) {
        CLI::App* command = admin.add_subcommand(name, help);
        command->add_option(argument, *text)->required();
        command->callback([&chosen, text, run] {
            chosen = [text, run](const CountyFolder& folder) { return run(folder, *text); };
        });
    };
    add("trace", "who did what to a record", "id", trace);
    add("backup", "a consistent copy, also while serving", "file", backup);
    add("restore", "put a copy back (stop the server first)", "file", restore);
}

}  // namespace

void add_admin_commands(CLI::App& admin, AdminCommand& chosen) {
    admin.require_subcommand(1);
    admin.fallthrough();
    const auto options = std::make_shared<UserOptions>();
    add_user_commands(admin, chosen, options);
    add_device_commands(admin, chosen, options);
    add_file_commands(admin, chosen);
    add_recovery_commands(admin, chosen);
    CLI::App* state = admin.add_subcommand("status", "how much is held, and the digests");
    state->add_flag("--json", options->json);
    state->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return status(folder, options->json); };
    });
}

}  // namespace cunji
