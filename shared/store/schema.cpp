#include "shared/store/schema.h"

namespace cunji {

namespace {

constexpr std::string_view kFirst = R"sql(
-- What a node holds. `op`, `line` and `seal` are the truth; `rebuild` makes the rest again from them.

CREATE TABLE meta (                 -- who this database is
  key   TEXT PRIMARY KEY,           -- node, epoch, device, keys, server, clock ...
  value TEXT NOT NULL
) STRICT;

CREATE TABLE op (                   -- each save of a record, as its author wrote it
  lseq        INTEGER PRIMARY KEY,  -- local order of arrival; parents always come before
  rid         INTEGER NOT NULL,     -- line (64 random bits, stored signed)
  n           INTEGER NOT NULL,     -- 1, 2, 3 ... in the line
  h           BLOB    NOT NULL,     -- 32 bytes: BLAKE2b-256(h of n-1, bytes)
  prev        INTEGER,              -- lseq of the line's op n-1; NULL for n = 1
  record      TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  scope       TEXT    NOT NULL,
  at          INTEGER NOT NULL,     -- ms since 1970 UTC by the author's device
  received_at INTEGER NOT NULL,     -- ms since 1970 UTC by this node
  ends        INTEGER NOT NULL,     -- 1: the last op of its group
  parked      INTEGER NOT NULL DEFAULT 0,  -- 1: kind or form version not known here yet
  bytes       TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX op_id ON op (rid, n, h);
CREATE INDEX op_record ON op (record);
CREATE INDEX op_parked ON op (parked) WHERE parked = 1;

CREATE TABLE line (                 -- one incarnation of a database x one person x one scope
  rid          INTEGER PRIMARY KEY,
  by           TEXT    NOT NULL,    -- person
  scope        TEXT    NOT NULL,
  device       TEXT    NOT NULL,
  announcement TEXT    NOT NULL,    -- as the device wrote it
  signature    BLOB    NOT NULL,    -- of the announcement, by the device
  county       INTEGER NOT NULL DEFAULT 0,  -- 1: the county's own line; its annulments count
  mine         INTEGER NOT NULL DEFAULT 0,  -- 1: this database writes it
  retired      INTEGER NOT NULL DEFAULT 0,  -- 1: this database was cloned or restored; no new ops
  announced    INTEGER NOT NULL DEFAULT 0,  -- 1: the server knows it
  receipt_at   INTEGER NOT NULL DEFAULT 0   -- server: when the last push of it was stored
) STRICT;

CREATE TABLE line_leaf (            -- ops of a line that no op follows; normally one
  rid  INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  h    BLOB    NOT NULL,
  lseq INTEGER NOT NULL,
  PRIMARY KEY (rid, n, h)
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (                 -- a device's signature over a line's h: covers all before it
  rid       INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  h         BLOB    NOT NULL,
  from_n    INTEGER NOT NULL,       -- first op of the push it came with
  signature BLOB    NOT NULL,       -- 64 bytes: Ed25519
  PRIMARY KEY (rid, n, h)
) STRICT;

CREATE TABLE delivery (             -- this server's order, per scope; its prefix is a cursor
  scope TEXT    NOT NULL,
  sseq  INTEGER NOT NULL,
  lseq  INTEGER NOT NULL,
  s     BLOB    NOT NULL,           -- 32 bytes: BLAKE2b-256(s of sseq-1, h of the op)
  PRIMARY KEY (scope, sseq)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_head (
  scope  TEXT PRIMARY KEY,
  ops    INTEGER NOT NULL,          -- how many of the scope are held
  digest BLOB    NOT NULL,          -- 16 bytes: sum mod 2^128 of the first 16 bytes of each h
  sseq   INTEGER NOT NULL,          -- last delivered; 0 where this node serves nobody
  s      BLOB    NOT NULL           -- s of sseq
) STRICT;

CREATE TABLE record (               -- what the merge made of a record, beside its typed row
  place     INTEGER PRIMARY KEY,    -- rowid of its text in `search`
  id        TEXT    NOT NULL,
  scope     TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  heads     TEXT    NOT NULL,       -- op ids, sorted, one space between
  live      INTEGER NOT NULL,       -- 1: has a row in the table of its kind
  approved  INTEGER NOT NULL,       -- 1: a live approval stands in its history
  conflicts INTEGER NOT NULL,       -- fields in conflict
  UNIQUE (id, scope, kind)
) STRICT;

CREATE TABLE conflict (             -- each value of each field that waits for a person
  record TEXT    NOT NULL,
  scope  TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  field  TEXT    NOT NULL,
  op     TEXT    NOT NULL,          -- who said so
  value  TEXT    NOT NULL,          -- JSON
  shown  INTEGER NOT NULL,          -- 1: the one in the row
  PRIMARY KEY (record, field, op, scope, kind)
) STRICT;
CREATE INDEX conflict_scope ON conflict (scope);

CREATE TABLE cursor (               -- how far this node has pulled from another
  node  TEXT    NOT NULL,
  scope TEXT    NOT NULL,
  epoch TEXT    NOT NULL,
  sseq  INTEGER NOT NULL,
  s     BLOB    NOT NULL,
  PRIMARY KEY (node, scope)
) STRICT;

CREATE TABLE receipt (              -- up to where a node has said it holds a line of mine
  rid  INTEGER NOT NULL,
  node TEXT    NOT NULL,
  n    INTEGER NOT NULL,
  at   INTEGER NOT NULL,            -- ms since 1970 UTC, the server's clock
  PRIMARY KEY (rid, node)
) STRICT;

CREATE TABLE refusal (              -- what the county refused, and why
  op     TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  code   TEXT NOT NULL,             -- not_granted, locked, ...
  text   TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (                -- work that is not in the log: begun, or given back
  id     TEXT PRIMARY KEY,
  scope  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  record TEXT NOT NULL,
  body   TEXT NOT NULL,             -- JSON {"set":..,"add":..,"rem":..,"app":..}
  reason TEXT NOT NULL,             -- why it was given back; empty for one just begun
  at     INTEGER NOT NULL
) STRICT;

CREATE TABLE form (                 -- the policy this node works by
  path    TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  text    TEXT NOT NULL
) STRICT;

CREATE TABLE scope (                -- what the person of this device may work on
  scope  TEXT PRIMARY KEY,
  state  TEXT NOT NULL              -- granted, lost
) STRICT;

CREATE TABLE known_person (          -- names for ids, as the server knows them
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL
) STRICT;

CREATE TABLE blob (                 -- pictures by the SHA-256 of their bytes, once for each scope
  sha256 TEXT    NOT NULL,
  scope  TEXT    NOT NULL,
  bytes  INTEGER NOT NULL,
  part   TEXT    NOT NULL,          -- thumbnail, preview, original
  record TEXT    NOT NULL,          -- device: the photo it was added with; empty: not known here
  device TEXT    NOT NULL,          -- server: who sent it; empty on a device
  at     INTEGER NOT NULL,          -- ms since 1970 UTC by this node, when the row was made
  held   INTEGER NOT NULL,          -- 1: the whole file is here
  sent   INTEGER NOT NULL,          -- 1: the server has all of it
  PRIMARY KEY (sha256, scope)
) STRICT;
CREATE INDEX blob_unsent ON blob (part) WHERE sent = 0 AND held = 1;
CREATE INDEX blob_device ON blob (device, at) WHERE device <> '';

CREATE TABLE blob_part (            -- uploads under way (tus); the bytes so far are in a file
  id     TEXT PRIMARY KEY,
  sha256 TEXT    NOT NULL,          -- promised
  bytes  INTEGER NOT NULL,          -- promised
  device TEXT    NOT NULL,
  scope  TEXT    NOT NULL,
  part   TEXT    NOT NULL,
  begun  INTEGER NOT NULL           -- ms since 1970 UTC by this node
) STRICT;
CREATE INDEX blob_part_device ON blob_part (device, begun);

-- The server's people, devices and rights.

CREATE TABLE user_account (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE grant_ (               -- a person's right to a scope, and when it held
  by      TEXT    NOT NULL,
  scope   TEXT    NOT NULL,
  from_at INTEGER NOT NULL,         -- ms since 1970 UTC, the server's clock
  to_at   INTEGER,                  -- NULL: still
  PRIMARY KEY (by, scope, from_at)
) STRICT;

CREATE TABLE enrol_code (
  hash    TEXT    PRIMARY KEY,      -- BLAKE2b-256 of the code: the code itself is not kept
  by      TEXT    NOT NULL,
  scope   TEXT    NOT NULL,
  expires INTEGER NOT NULL,
  used_by TEXT                      -- device
) STRICT;

CREATE TABLE device (
  id          TEXT PRIMARY KEY,
  by          TEXT    NOT NULL,
  public_key  BLOB    NOT NULL,     -- 32 bytes: Ed25519
  person_key  BLOB    NOT NULL,
  certificate TEXT    NOT NULL,
  signature   BLOB    NOT NULL,     -- of the certificate, by the county
  enrolled_at INTEGER NOT NULL,
  revoked_at  INTEGER,
  clock_ahead INTEGER               -- ms: device minus server at the last hello
) STRICT;

CREATE TABLE nonce (
  device TEXT    NOT NULL,
  nonce  TEXT    NOT NULL,
  issued INTEGER NOT NULL,
  PRIMARY KEY (device, nonce)
) STRICT;

CREATE TABLE quarantine (           -- pushes of revoked devices and lost grants, whole
  id     INTEGER PRIMARY KEY,
  device TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  bytes  BLOB    NOT NULL
) STRICT;

CREATE TABLE audit (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  who    TEXT NOT NULL,
  what   TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
)sql";

// One token a Chinese character, so that any part of a name is a phrase; shared/store/search.cpp
// writes the tokens, divided by spaces. The ascii tokenizer takes all that is beyond ASCII as
// letters, also characters newer than SQLite's own table of Unicode.
constexpr std::string_view kSearch = R"sql(
CREATE VIRTUAL TABLE search USING fts5 (body, tokenize = 'ascii', columnsize = 0);
)sql";

// Forms that a person is filling in stand beside what was given back.
constexpr std::string_view kBegunDrafts = R"sql(
ALTER TABLE draft ADD COLUMN form TEXT;   -- pack_policy() of the forms it was begun with, which a
                                          -- sync may replace meanwhile; NULL: it was given back
)sql";

// Of this device alone, so that a folder that cameras fill is not read whole at every look.
constexpr std::string_view kWatched = R"sql(
CREATE TABLE watched_picture (      -- files of the watched folder that were looked at
  path    TEXT PRIMARY KEY,
  bytes   INTEGER NOT NULL,
  changed INTEGER NOT NULL,         -- ms since 1970 UTC: when the file was last written
  sha256  TEXT    NOT NULL,         -- empty: was there before the folder was watched, never read
  settled INTEGER NOT NULL          -- 1: put aside by a person, or there before; never offered again
) STRICT;
CREATE INDEX watched_picture_sha256 ON watched_picture (sha256);
)sql";

constexpr std::string_view kRounds = R"sql(
CREATE TABLE sync_round (           -- device: what came of each round of sync; the newest few
  id         INTEGER PRIMARY KEY,
  cause      TEXT    NOT NULL,      -- asked, start, saved, timer
  begun      INTEGER NOT NULL,      -- ms since 1970 UTC, the best estimate
  ended      INTEGER,               -- NULL: under way, or the program ended in the middle
  outcome    TEXT    NOT NULL DEFAULT '',   -- done, cut, stopped, failed
  pushed     INTEGER NOT NULL DEFAULT 0,    -- ops
  pulled     INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  parked     INTEGER NOT NULL DEFAULT 0,
  photos     INTEGER NOT NULL DEFAULT 0,    -- picture files that the server newly has
  bytes_up   INTEGER NOT NULL DEFAULT 0,
  bytes_down INTEGER NOT NULL DEFAULT 0,
  messages   TEXT    NOT NULL DEFAULT '[]'  -- JSON [[key, {name: argument}]]: why it ended, notes
) STRICT;
)sql";

constexpr std::string_view kCertificates = R"sql(
CREATE TABLE certificate (          -- what the county says of the devices whose lines are held here
  device    TEXT PRIMARY KEY,
  by        TEXT NOT NULL,          -- the person who enrolled it
  bytes     TEXT NOT NULL,
  signature BLOB NOT NULL           -- of the bytes, by the county
) STRICT;
)sql";

// The first table of this name was never written to. Triggers keep mistakes and careless hands off;
// against who owns the machine stand the chain and the signatures (server/audit.h).
constexpr std::string_view kAudit = R"sql(
DROP TABLE audit;
CREATE TABLE audit (                -- server: who did, read or changed what; only ever grows
  seq   INTEGER PRIMARY KEY,        -- 1, 2, 3 ... without gaps
  h     BLOB NOT NULL,              -- 32 bytes: BLAKE2b-256(h of seq-1, bytes)
  bytes TEXT NOT NULL               -- JSON {"seq","at","who","device","verb","what","scope","detail"}
) STRICT;
CREATE TABLE audit_checkpoint (     -- server: where the audit log stood, signed by the county
  seq       INTEGER NOT NULL,
  cut       INTEGER NOT NULL,       -- 1: rows up to seq were pruned
  at        INTEGER NOT NULL,       -- ms since 1970 UTC
  bytes     TEXT    NOT NULL,
  signature BLOB    NOT NULL,       -- of the bytes, by the county
  PRIMARY KEY (seq, cut)
) STRICT;
CREATE TABLE audit_countersignature (  -- server: devices that have received a checkpoint
  seq       INTEGER NOT NULL,
  device    TEXT    NOT NULL,
  signature BLOB    NOT NULL,       -- of the checkpoint's bytes, by the device
  PRIMARY KEY (seq, device)
) STRICT;
CREATE TRIGGER audit_grows BEFORE INSERT ON audit
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1
BEGIN SELECT RAISE(ABORT, 'the audit log only grows at its end'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
WHEN OLD.seq > coalesce((SELECT max(seq) FROM audit_checkpoint WHERE cut = 1), 0)
BEGIN SELECT RAISE(ABORT, 'the audit log is only pruned behind a signed cut'); END;
CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER audit_checkpoint_keeps BEFORE DELETE ON audit_checkpoint
WHEN OLD.cut = 1 OR OLD.seq > coalesce((SELECT max(seq) FROM audit_checkpoint WHERE cut = 1), 0)
BEGIN SELECT RAISE(ABORT, 'checkpoints go with the rows they cover'); END;
CREATE TABLE audit_receipt (        -- device: the newest checkpoint of each server's audit log
  node          TEXT    NOT NULL,
  epoch         TEXT    NOT NULL,
  seq           INTEGER NOT NULL,
  head          BLOB    NOT NULL,
  at            INTEGER NOT NULL,   -- ms since 1970 UTC, the server's clock
  bytes         TEXT    NOT NULL,
  signature     BLOB    NOT NULL,   -- of the bytes, by the county
  countersigned INTEGER NOT NULL,   -- at of the last one this device has signed; 0: none
  contradicts   INTEGER NOT NULL,   -- 1: does not go on where the one held before stood
  PRIMARY KEY (node, epoch, seq, head)
) STRICT;
)sql";

// Nothing of it is ever deleted: it is somebody's work until a person has judged it.
constexpr std::string_view kJudged = R"sql(
ALTER TABLE quarantine ADD COLUMN hash BLOB;   -- BLAKE2b-256 of the bytes: sent again, kept once
ALTER TABLE quarantine ADD COLUMN decision TEXT NOT NULL DEFAULT '';  -- released, refused
ALTER TABLE quarantine ADD COLUMN decided_at INTEGER;
ALTER TABLE quarantine ADD COLUMN decided_by TEXT;
ALTER TABLE quarantine ADD COLUMN reason TEXT;
CREATE UNIQUE INDEX quarantine_push ON quarantine (device, hash);
CREATE TRIGGER quarantine_keeps BEFORE DELETE ON quarantine
BEGIN SELECT RAISE(ABORT, 'nothing in quarantine is deleted'); END;
CREATE TRIGGER quarantine_stays BEFORE UPDATE OF device, at, bytes, hash ON quarantine
BEGIN SELECT RAISE(ABORT, 'what is in quarantine stays as it came'); END;
ALTER TABLE receipt ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;  -- up to where the node
                                               -- keeps a closed-out device's work to be judged
)sql";

constexpr std::string_view kHandedOver = R"sql(
ALTER TABLE grant_ ADD COLUMN why TEXT;        -- of a handover: why it ended
)sql";

constexpr std::string_view kConfirmed = R"sql(
ALTER TABLE enrol_code ADD COLUMN confirm INTEGER NOT NULL DEFAULT 0;  -- 1: its device has to be
ALTER TABLE device ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;  -- 1: nobody has compared
                                               -- its key with its person yet; it gets nothing
)sql";

}  // namespace

const std::vector<Migration>& schema_steps() {
    static const std::string first = std::string{kFirst} + std::string{kSearch};
    static const std::vector<Migration> steps{{"the first release", first},
                                              {"forms that are being filled in", kBegunDrafts},
                                              {"new pictures of a folder are offered", kWatched},
                                              {"rounds of sync are remembered", kRounds},
                                              {"certificates of other devices", kCertificates},
                                              {"the audit log", kAudit},
                                              {"quarantine is judged", kJudged},
                                              {"why a right was handed over", kHandedOver},
                                              {"devices are confirmed", kConfirmed}};
    return steps;
}

std::string_view search_table() {
    return kSearch;
}

const std::vector<std::string>& hidden_tables() {
    static const std::vector<std::string> tables{"meta",
                                                 "op",
                                                 "line",
                                                 "line_leaf",
                                                 "seal",
                                                 "delivery",
                                                 "cursor",
                                                 "nonce",
                                                 "quarantine",
                                                 "audit",
                                                 "audit_checkpoint",
                                                 "audit_countersignature",
                                                 "audit_receipt",
                                                 "enrol_code",
                                                 "device",
                                                 "sync_round",
                                                 "certificate"};
    return tables;
}

}  // namespace cunji
