#include "tests/support/store_builder.h"

#include "shared/store/lines.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

constexpr std::string_view kVisit = R"({
  "kind": "visit",
  "version": 1,
  "label": {"zh": "走访", "en": "Visit"},
  "privacy": "internal",
  "write": ["village", "township", "county"],
  "fields": [
    {"name": "a", "type": "integer", "label": {"zh": "甲", "en": "A"}},
    {"name": "b", "type": "integer", "label": {"zh": "乙", "en": "B"}, "conflict": true},
    {"name": "c", "type": "text", "label": {"zh": "名", "en": "C"}, "merge": "keep_both", "search": "name"},
    {"name": "d", "type": "integer", "label": {"zh": "大", "en": "D"}, "merge": "max"},
    {"name": "e", "type": "integer", "label": {"zh": "小", "en": "E"}, "merge": "min"},
    {"name": "s", "type": "choices", "label": {"zh": "因", "en": "S"}, "choices": [
      {"code": "flood", "label": {"zh": "水灾", "en": "Flood"}},
      {"code": "ill", "label": {"zh": "患病", "en": "Illness"}}
    ]},
    {"name": "l", "type": "long_text", "label": {"zh": "记", "en": "L"}, "merge": "append"},
    {"name": "no", "type": "text", "label": {"zh": "号", "en": "No"}, "search": "number"},
    {"name": "twice", "type": "integer", "label": {"zh": "倍", "en": "Twice"}, "computed": "r.a * 2"}
  ]
})";

std::string rows_of(Database& database, const std::string& table, const std::string& columns) {
    std::string out = table + ":\n";
    Query query = database.query("SELECT " + columns + " FROM " + table);
    std::vector<std::string> rows;
    while (query.step()) {
        std::string& row = rows.emplace_back();
        for (int i = 0; i < query.columns(); ++i)
            row += query.str(i) + '|';
    }
    std::sort(rows.begin(), rows.end());
    for (const std::string& row : rows)
        out += row + '\n';
    return out;
}

void install(Store& store, const std::vector<PolicyFile>& policy) {
    const Result<std::int64_t> installed = store.install_policy(policy, 1);
    REQUIRE(installed.ok());
}

/// Making a database waits for the disk ten times; hundreds of nodes start from this one's bytes.
std::string file_with_small_policy() {
    const TempDir folder;
    const std::string path = folder.file("node.db");
    {
        Store store = Store::open(path, Database::Mode::ReadWrite, test::test_keys());
        install(store, small_policy());
    }
    return read_file(path);
}

std::string typed_rows(const Store& store) {
    std::string out;
    for (const auto& [kind, form] : store.policy().forms) {
        std::string columns = "id, scope";
        for (const Field& field : form.fields) {
            if (has_column(field)) columns += ", quote(" + sql_name(field.name) + ')';
        }
        out += rows_of(store.db(), sql_name(kind), columns);
    }
    return out;
}

}  // namespace

KeyPair device_keys() {
    return key_pair_from_seed(Hash{1});
}

Sent send(Line& line, OpBuilder op) {
    Sent sent;
    sent.parent = line.h();
    sent.logged = op.log();
    sent.bytes = line.bytes(line.n());
    return sent;
}

std::vector<PolicyFile> small_policy() {
    std::vector<PolicyFile> files;
    for (PolicyFile& file : built_in_policy_files()) {
        if (file.path == "common.json") files.push_back(std::move(file));
    }
    files.push_back({"forms/visit.json", std::string{kVisit}});
    return files;
}

std::vector<PolicyFile> replaced(std::vector<PolicyFile> files, std::string_view path,
                                 std::string_view from, std::string_view to) {
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const PolicyFile& one) { return one.path == path; });
    REQUIRE(file != files.end());
    const std::size_t at = file->bytes.find(from);
    REQUIRE(at != std::string::npos);
    file->bytes.replace(at, from.size(), to);
    return files;
}

std::vector<PolicyFile> with_field(std::vector<PolicyFile> files, std::string_view path,
                                   std::string_view json) {
    return replaced(std::move(files), path, "\"fields\": [",
                    "\"fields\": [" + std::string{json} + ", ");
}

Node::Node(Serves serves) : delivers_(serves == Serves::Others) {
    static const std::string empty = file_with_small_policy();
    write_file(folder_.file("node.db"), empty);
    reopen();
}

Node::Node(const std::vector<PolicyFile>& policy) : delivers_(false) {
    reopen();
    install(*store_, policy);
}

void Node::reopen() {
    store_.reset();
    store_.emplace(
        Store::open(folder_.file("node.db"), Database::Mode::ReadWrite, test::test_keys()));
    // What is durable is not what these tests are about.
    store_->db().exec("PRAGMA synchronous=OFF");
}

void Node::announce(const Op& op) {
    if (find_line(db(), op.rid)) return;
    cunji::Line line;
    line.announcement = make_announcement(op.rid, op.by, op.scope, kDevice, device_keys());
    line.county = op.rid == kCountyLine;
    insert_line(db(), line);
}

OpWriter::Outcome Node::take(const Sent& sent) {
    Transaction transaction{db()};
    announce(sent.logged.op);
    OpWriter writer{*store_, delivers_, kNoon};
    const OpWriter::Outcome outcome = writer.append(sent.logged, sent.bytes, sent.parent);
    writer.flush();
    transaction.commit();
    return outcome;
}

void Node::take(std::span<const Sent> all) {
    Transaction transaction{db()};
    OpWriter writer{*store_, delivers_, kNoon};
    for (const Sent& sent : all) {
        announce(sent.logged.op);
        const OpWriter::Outcome outcome = writer.append(sent.logged, sent.bytes, sent.parent);
        REQUIRE(
            (outcome == OpWriter::Outcome::Stored || outcome == OpWriter::Outcome::AlreadyHeld));
    }
    writer.flush();
    transaction.commit();
}

std::string Node::value(std::string_view kind, std::string_view field,
                        std::string_view record) const {
    return db()
        .text("SELECT quote(" + sql_name(field) + ") FROM " + sql_name(kind) + " WHERE id = ?1",
              record)
        .value_or("none");
}

std::string derived_rows(const Store& store) {
    Database& db = store.db();
    return rows_of(db, "record", "place, id, scope, kind, heads, live, approved, conflicts") +
           rows_of(db, "conflict", "record, scope, kind, field, op, value, shown") +
           rows_of(db, "line_leaf", "rid, n, hex(h), lseq") +
           rows_of(db, "scope_head", "scope, ops, hex(digest), sseq, hex(s)") +
           rows_of(db, "delivery", "scope, sseq, lseq, hex(s)") +
           rows_of(db, "op", "lseq, parked") + rows_of(db, "search", "rowid, body") +
           typed_rows(store);
}

std::string shared_rows(const Store& store) {
    Database& db = store.db();
    return rows_of(db, "record", "id, scope, kind, heads, live, approved, conflicts") +
           rows_of(db, "conflict", "record, scope, kind, field, op, value, shown") +
           rows_of(db, "line_leaf", "rid, n, hex(h)") +
           rows_of(db, "scope_head", "scope, ops, hex(digest)") +
           rows_of(db, "search s JOIN record r ON r.place = s.rowid", "r.id, r.scope, s.body") +
           typed_rows(store);
}

std::string to_text(std::span<const Message> problems) {
    std::string out;
    for (const Message& problem : problems) {
        out += problem.key;
        for (const auto& [name, value] : problem.args)
            out += ' ' + name + '=' + value;
        out += '\n';
    }
    return out;
}

}  // namespace cunji::test
