#pragma once

#include "shared/base/bytes.h"
#include "shared/base/failure.h"
#include "shared/crypto/secret.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace cunji {

/// The database file could not be used: full disk, read-only folder, damage, another program.
/// message() says what to do.
class DbError : public Failure {
public:
    DbError(Message message, int code, std::string reason, const std::string& sql)
        : Failure(std::move(message), reason + " in: " + sql),
          code_(code),
          reason_(std::move(reason)) {}

    /// SQLite's extended result code.
    [[nodiscard]] int code() const { return code_; }

    /// What SQLite says.
    [[nodiscard]] const std::string& reason() const { return reason_; }

    enum class Fault {
        Machine,    ///< nothing to do with what was asked
        Statement,  ///< wrong SQL, or SQL that a ReadOnlyScope forbids
        TooSlow,    ///< ended by the limits of a ReadOnlyScope
    };
    [[nodiscard]] Fault fault() const;

private:
    int code_;
    std::string reason_;
};

/// One run of a statement: bound when made; reset and kept, or finalized, when it leaves scope.
class Query {
public:
    Query(Query&& other) noexcept;
    Query& operator=(Query&&) = delete;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    /// Takes over a value as it is.
    void bind_column(int index, const Query& source, int column);

    /// The next row; false at the end. @throws DbError
    bool step();

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string_view name(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_integer(int column) const;
    [[nodiscard]] bool is_real(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step().
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] ByteView blob(int column) const;

    [[nodiscard]] std::string str(int column) const { return std::string{text(column)}; }

    [[nodiscard]] Hash hash(int column) const;

    /// Parameters count from 1. Texts and blobs are copied unless `stays` promises that they
    /// outlive the run.
    void bind(int index, std::nullptr_t);

    void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }

    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }

    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view value, bool stays = false);

    void bind(int index, const char* value) { bind(index, std::string_view{value}); }

    void bind(int index, ByteView value, bool stays = false);

    void bind(int index, const Hash& value) { bind(index, ByteView{value}); }

    template <typename T>
    void bind(int index, const std::optional<T>& value) {
        if (value) {
            bind(index, *value);
        } else {
            bind(index, nullptr);
        }
    }

private:
    friend class Database;

    Query(class Database& database, sqlite3_stmt* statement, std::vector<sqlite3_stmt*>* home)
        : database_(&database), statement_(statement), home_(home) {}

    class Database* database_;
    sqlite3_stmt* statement_;
    std::vector<sqlite3_stmt*>* home_;  ///< where it waits for its next use; nullptr: not kept
};

/// One connection to one file. Used by one thread at a time.
class Database {
public:
    enum class Mode {
        ReadWrite,  ///< made when missing; WAL, synchronous=FULL
        ReadOnly,   ///< of an existing file; sees each commit of the writer
    };

    /// The only function that opens a database. `key`, 32 bytes, is given to SQLite before anything
    /// else (ChaCha20-Poly1305 a page, in the file and its log). nullptr: a plain file, right only
    /// for what is made for other programs. ":memory:" is for tests. @throws DbError; its key is
    /// error.db.damaged for a wrong `key` too
    static Database open(const std::string& path, Mode mode, const Secret* key,
                         int cache_megabytes = 16);

    /// Whether the file opens with this key. False for a damaged one too: SQLite cannot tell them
    /// apart. @throws DbError for what is wrong beside the file
    static bool opens_with(const std::string& path, const Secret& key);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs statements without parameters. @throws DbError
    void exec(const std::string& sql);

    /// A kept statement with its parameters bound in order. @throws DbError
    template <typename... Args>
    Query query(std::string_view sql, const Args&... args) {
        Query prepared = prepare(sql);
        int index = 0;
        (prepared.bind(++index, args), ...);
        return prepared;
    }

    /// Runs a kept statement to its end and returns the number of rows changed.
    template <typename... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        Query prepared = query(sql, args...);
        while (prepared.step()) {
        }
        return changes();
    }

    /// The first column of the first row.
    template <typename... Args>
    std::optional<std::int64_t> integer(std::string_view sql, const Args&... args) {
        Query prepared = query(sql, args...);
        if (!prepared.step() || prepared.is_null(0)) return std::nullopt;
        return prepared.integer(0);
    }

    template <typename... Args>
    std::optional<std::string> text(std::string_view sql, const Args&... args) {
        Query prepared = query(sql, args...);
        if (!prepared.step() || prepared.is_null(0)) return std::nullopt;
        return prepared.str(0);
    }

    /// Prepared once, kept, handed out to one user at a time.
    Query prepare(std::string_view sql);

    /// Like query(), not kept: for SQL that will hardly come again, such as a person's expression.
    template <typename... Args>
    Query query_once(std::string_view sql, const Args&... args) {
        Query prepared{*this, compile(sql, false), nullptr};
        int index = 0;
        (prepared.bind(++index, args), ...);
        return prepared;
    }

    /// While alive, statements prepared on this connection may only SELECT, from tables not in
    /// `hidden`: for expressions that a person or a policy wrote. What runs is ended after
    /// `steps_max` steps of SQLite's virtual machine (0: never) or when it takes too much memory.
    class ReadOnlyScope {
    public:
        ReadOnlyScope(Database& database, std::vector<std::string> hidden,
                      std::int64_t steps_max = 0);
        ReadOnlyScope(const ReadOnlyScope&) = delete;
        ReadOnlyScope& operator=(const ReadOnlyScope&) = delete;
        ~ReadOnlyScope();

    private:
        static int tick(void* scope);

        Database& database_;
        std::vector<std::string> hidden_;
        const std::vector<std::string>* outer_;  ///< of the scope around this one
        int length_max_;                         ///< SQLite's limit before
        std::int64_t steps_left_;
        std::int64_t memory_max_;
    };

    /// For what was found in the file and cannot be. @throws DbError error.db.damaged
    [[noreturn]] void fail_damaged(const std::string& what) const;

    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_row() const;

    [[nodiscard]] const std::string& path() const { return path_; }

    /// PRAGMA user_version, the schema's number.
    [[nodiscard]] int version();
    void set_version(int version);

    /// A consistent copy of this database in a new file, while it is in use, under the key that
    /// this one has. @throws DbError
    void copy_to(const std::string& path, const Secret* key);

private:
    friend class Query;
    friend class Snapshot;

    struct Closer {
        void operator()(sqlite3* handle) const;
    };

    explicit Database(sqlite3* handle, std::string path);
    [[noreturn]] void fail(int code, std::string_view what);
    void finalize_all();
    sqlite3_stmt* compile(std::string_view sql, bool kept);

    /// Asked by SQLite about each statement it compiles; outlives the handle.
    struct Guard {
        const std::vector<std::string>* hidden = nullptr;  ///< nullptr: all is allowed
    };

    std::unique_ptr<Guard> guard_;
    std::unique_ptr<sqlite3, Closer> handle_;
    std::string path_;

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    // Statements not in use, by their SQL. Node-based: Query points at the vectors.
    std::unique_ptr<
        std::unordered_map<std::string, std::vector<sqlite3_stmt*>, TextHash, std::equal_to<>>>
        idle_;
};

/// Begun in the constructor, rolled back by leaving scope unless committed.
class Transaction {
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// A transaction inside one: one request of a group commit. Undone by leaving scope unless kept.
class Savepoint {
public:
    explicit Savepoint(Database& database);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();
    void keep();

private:
    Database& database_;
    bool open_ = true;
};

/// While alive, all reads see one state of the file. Inside a transaction it adds nothing.
class Snapshot {
public:
    explicit Snapshot(Database& database);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot();

private:
    Database& database_;
    bool open_;
};

/// One step of the schema's history. Steps are only ever appended.
struct Migration {
    std::string_view why;
    std::string_view sql;
};

/// Brings the file from its user_version to steps.size(), each step in a transaction of its own.
/// @throws DbError error.db.newer when the file was written by a newer program.
void migrate(Database& database, const std::vector<Migration>& steps);
/// The same refusal for a connection that only reads.
void refuse_newer(Database& database, const std::vector<Migration>& steps);

}  // namespace cunji
