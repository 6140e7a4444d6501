#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/db/database.h"
#include "shared/policy/policy_loader.h"
#include "shared/store/op_log.h"
#include "shared/store/typed_table.h"
#include "shared/vault/folder_keys.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cunji {

/// A node's database with the policy it works by: what the parts of this folder share. Everything
/// that is done with it stands in functions beside it (saving.h, op_writer.h, reading.h ...).
class Store {
public:
    /// Opens or makes the file, brings the schema and the typed tables up to date. `keys`: of the
    /// folder it lies in; nullptr only for ":memory:".
    /// @throws DbError; Failure error.policy.* when the file's own policy cannot be read.
    static Store open(const std::string& path, Database::Mode mode, Keys keys,
                      int cache_megabytes = 16);

    [[nodiscard]] Database& db() const { return *database_; }

    [[nodiscard]] const Keys& keys() const { return keys_; }

    /// A consistent copy under the same key, while this one is in use. @throws DbError
    void copy_to(const std::string& path) const;

    [[nodiscard]] const Policy& policy() const { return policy_; }

    /// nullptr for a kind this node does not know.
    [[nodiscard]] const TypedTable* table(std::string_view kind) const;

    /// Takes a newer policy: its files, its tables, and every record that waited for it, in one
    /// transaction. An older or equal one changes nothing.
    /// @returns how many parked ops found their form; error.policy.* when it is refused whole.
    Result<std::int64_t> install_policy(std::span<const PolicyFile> files, std::int64_t version);
    /// Reads the policy again when another connection installed a newer one.
    void refresh_policy();
    /// The policy's files as pack_policy() wants them.
    [[nodiscard]] std::vector<PolicyFile> policy_files() const;

    [[nodiscard]] std::optional<std::string> meta(std::string_view key) const;
    void set_meta(std::string_view key, std::string_view value) const;

    /// This node serves others: its ops get a place in the delivery order. True once it has an
    /// epoch, which only servers have.
    [[nodiscard]] bool delivers() const { return meta("epoch").has_value(); }

private:
    Store(Database database, Keys keys)
        : database_(std::make_unique<Database>(std::move(database))), keys_(std::move(keys)) {}

    void adopt(Policy policy);

    std::unique_ptr<Database> database_;
    Keys keys_;
    Policy policy_;
    std::map<std::string, TypedTable, std::less<>> tables_;
};

}  // namespace cunji
