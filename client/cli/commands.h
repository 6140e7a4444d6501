#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace cunji::cli {

// What a person can ask of cunji-cli.

struct Init {
    std::string server;
    std::string pin;  ///< of the server's key; may be empty
    std::string code;
};

struct Save {
    std::string kind;  ///< may be empty when the JSON names it
    std::string json;  ///< file, or "-" for standard input
};

struct List {
    std::string kind;
    std::string where;
    std::string scope;
    std::int64_t limit = 0;
    bool with_void = false;
};

struct Show {
    std::string id;
    bool history = false;
};

struct PhotoAdd {
    std::string file;
    std::string subject;
    std::string stage;
    std::string title;
};

struct Check {
    std::string id;  ///< empty: every record
};

struct Sync {};

struct Status {};

struct Conflicts {
    std::string scope;
};

struct Drafts {
    std::string done;  ///< id of the one to drop; empty: list
};

struct Resolve {
    std::string id;
    std::string field;
    std::string take;   ///< op; else
    std::string value;  ///< JSON
    std::string reason;
};

/// One of the four acts on a record.
struct Sign {
    std::string id;
    std::string act;
    std::string note;
};

struct Verify {};

/// What an auditor compares the server's audit log with.
struct ShowAuditReceipt {};

struct Rebuild {};

struct Trace {
    std::string id;
    std::string as_of;  ///< a day; empty: now
};

struct Export {
    std::string kind;  ///< empty for sqlite
    std::string format;
    std::string out;
    bool full = false;
    std::string reason;
};

struct Passphrase {
    std::string file;  ///< with the new one; empty: the terminal is asked
};

using Command =
    std::variant<Status, Init, Save, List, Show, PhotoAdd, Check, Sync, Conflicts, Drafts, Resolve,
                 Sign, Verify, ShowAuditReceipt, Rebuild, Trace, Export, Passphrase>;

/// What is done to a folder that its person cannot open.
struct Recover {
    enum class Step { Ask, Finish };
    Step step = Step::Ask;
    std::string file;            ///< where the request goes; or where the answer stands
    std::string new_passphrase;  ///< file; empty: the terminal is asked
};

}  // namespace cunji::cli
