#include "shared/store/exporting.h"

#include "shared/json/json.h"
#include "shared/policy/field_check.h"
#include "shared/store/reading.h"
#include "shared/store/schema.h"
#include "shared/vault/matching.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE field (                -- what the columns of the kinds' tables mean
  kind     TEXT NOT NULL,
  field    TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  unit     TEXT,                    -- of a number: fen, 0.01 mu, 1e-7 degree, m, 0.1 ...
  choices  TEXT,                    -- JSON: what each code means
  computed INTEGER NOT NULL,
  masked   INTEGER NOT NULL,        -- 1: this file shows of its values the end, or nothing
  PRIMARY KEY (kind, field)
);
CREATE TABLE record (               -- every record, also one that was refused whole
  id        TEXT NOT NULL,
  scope     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  live      INTEGER NOT NULL,       -- 0: refused whole; no row in its table
  approved  INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,       -- fields that wait for a person
  PRIMARY KEY (id, scope, kind)
);
CREATE TABLE conflict (             -- each of the values a person has to choose from
  record TEXT NOT NULL,
  scope  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  field  TEXT NOT NULL,
  op     TEXT NOT NULL,
  value  TEXT,                      -- JSON
  shown  INTEGER NOT NULL,
  author TEXT,
  name   TEXT,
  at     TEXT                       -- UTC by the author's device
);
CREATE TABLE history (              -- every save of every record
  op      TEXT PRIMARY KEY,
  record  TEXT NOT NULL,
  scope   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  author  TEXT NOT NULL,
  name    TEXT,
  device  TEXT,
  at      TEXT NOT NULL,            -- UTC by the author's device
  rank    INTEGER NOT NULL,         -- 1 township, 2 county: a review or official correction
  changes TEXT NOT NULL,            -- JSON: field: value; of a list what was added or removed
  why     TEXT,
  refused TEXT                      -- code, when the county refused it
);
)sql";
constexpr std::string_view kAddField = R"sql(
INSERT INTO field (kind, field, label_zh, label_en, unit, choices, computed, masked)
VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), nullif(?6, '{}'), ?7, ?8))sql";
constexpr std::string_view kRecords =
    "SELECT id, scope, kind, live, approved, conflicts FROM record ORDER BY place";
constexpr std::string_view kAddRecord = R"sql(
INSERT INTO record (id, scope, kind, live, approved, conflicts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";
constexpr std::string_view kAddConflict = R"sql(
INSERT INTO conflict (record, scope, kind, field, op, value, shown, author, name, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, ''),
        strftime('%Y-%m-%dT%H:%M:%fZ', ?10 / 1000.0, 'unixepoch')))sql";
constexpr std::string_view kAddHistory = R"sql(
INSERT INTO history (op, record, scope, kind, author, name, device, at, rank, changes, why, refused)
VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, ''), nullif(?7, ''),
        strftime('%Y-%m-%dT%H:%M:%fZ', ?8 / 1000.0, 'unixepoch'), ?9, ?10, nullif(?11, ''),
        nullif(?12, '')))sql";

std::string unit_of(const Field& field) {
    switch (field.type) {
        case FieldType::Money:
            return "fen";
        case FieldType::Area:
            return "0.01 mu";
        case FieldType::Degrees:
            return "1e-7 degree";
        case FieldType::Metres:
            return "m";
        case FieldType::Decimal:
            return field.scale > 0
                       ? "0." + std::string(static_cast<std::size_t>(field.scale - 1), '0') + '1'
                       : std::string{};
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::Integer:
        case FieldType::Date:
        case FieldType::Time:
        case FieldType::Tri:
        case FieldType::Choice:
        case FieldType::Choices:
        case FieldType::Reference:
        case FieldType::Photos:
        case FieldType::DrawnSignature:
        case FieldType::IdNumber:
        case FieldType::Phone:
            return {};
    }
    return {};
}

/// Beside an ID number: what tells equal ones (shared/vault/matching.h).
std::string match_column(const Field& field) {
    return field.name + "_match";
}

/// Places of a form's ID numbers among its fields.
std::vector<std::size_t> id_numbers_of(const Form& form) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        if (form.fields[i].type == FieldType::IdNumber) out.push_back(i);
    }
    return out;
}

bool is_hidden(const Field& field, Disclosure disclosure) {
    return disclosure == Disclosure::Masked && field.privacy == Privacy::Sensitive;
}

void describe_fields(Database& target, const Form& form, Disclosure disclosure) {
    for (const Field& field : form.fields) {
        Json choices = Json::object();
        for (const Choice& choice : field.choices) {
            choices[choice.code] = Json{{"zh", choice.label.zh}, {"en", choice.label.en}};
        }
        target.run(kAddField, std::string_view{form.kind}, std::string_view{field.name},
                   std::string_view{field.label.zh}, std::string_view{field.label.en},
                   std::string_view{unit_of(field)}, std::string_view{write_json(choices)},
                   !has_column(field), is_hidden(field, disclosure));
    }
}

/// Where one of the source's columns goes, and what is shown of it.
void copy_value(const Query& rows, int column, const Field* field, Disclosure disclosure,
                Query& row, int place) {
    const bool hidden = field != nullptr && is_hidden(*field, disclosure);
    if (!hidden || rows.is_null(column)) return row.bind_column(place, rows, column);
    if (holds_integer(field->type) && !holds_list(*field)) return;  // NULL
    row.bind(place, std::string_view{disclosed_text(*field, rows.text(column))});
}

void copy_kind(const Store& store, const TypedTable& table, Disclosure disclosure,
               Database& target) {
    const Form& form = table.form();
    std::string columns = "id TEXT NOT NULL, scope TEXT NOT NULL";
    std::string places = "?1, ?2";
    int count = 2;
    for (const Field& field : form.fields) {
        const bool number = holds_integer(field.type) && !holds_list(field);
        columns += ", " + sql_name(field.name) + (number ? " INTEGER" : " TEXT");
        places += ", ?" + std::to_string(++count);
    }
    const std::vector<std::size_t> id_numbers = id_numbers_of(form);
    int match = count;
    for (const std::size_t i : id_numbers) {
        columns += ", " + sql_name(match_column(form.fields[i])) + " TEXT";
        places += ", ?" + std::to_string(++match);
    }
    const Matcher matcher{*store.keys()};
    target.exec("CREATE TABLE " + sql_name(form.kind) + " (" + columns +
                ", PRIMARY KEY (id, scope))");
    describe_fields(target, form, disclosure);

    const std::string insert = "INSERT INTO " + sql_name(form.kind) + " VALUES (" + places + ")";
    const Database::ReadOnlyScope guard{store.db(), hidden_tables()};
    Query rows = store.db().query_once(table.select() + " ORDER BY id, scope");
    while (rows.step()) {
        Query row = target.prepare(insert);
        for (int i = 0; i < count; ++i) {
            const Field* field = i < 2 ? nullptr : &form.fields[static_cast<std::size_t>(i - 2)];
            copy_value(rows, i, field, disclosure, row, i + 1);
        }
        match = count;
        for (const std::size_t i : id_numbers) {
            ++match;
            const int column = static_cast<int>(i) + 2;
            if (!rows.is_null(column)) {
                row.bind(match, std::string_view{matcher.code_of(rows.text(column))});
            }
        }
        row.step();
    }
}

/// What an op said, field by field.
Json shown_changes(const Form* form, const Json& changes, Disclosure disclosure) {
    if (disclosure == Disclosure::Full) return changes;
    Json out = Json::object();
    for (const auto& [name, value] : changes.items()) {
        const Field* field = form == nullptr ? nullptr : form->find(name);
        // What a form that is not known here says of it nobody can tell.
        out[name] = field == nullptr ? Json{kMask} : disclosed(*field, value);
    }
    return out;
}

void copy_history(const Store& store, const RecordKey& key, Disclosure disclosure,
                  Database& target) {
    const Form* form = store.policy().find(key.kind);
    for (const Json& entry : history_of(store, key)) {
        const Json changes = shown_changes(form, entry["fields"], disclosure);
        target.run(kAddHistory, text_of(entry, "op"), std::string_view{key.id},
                   std::string_view{key.scope}, std::string_view{key.kind},
                   text_of(entry, "author"), text_of(entry, "name"), text_of(entry, "device"),
                   entry.value("at", Millis{0}), entry.value("rank", std::int64_t{0}),
                   std::string_view{write_json(changes)}, text_of(entry, "why"),
                   text_of(entry, "refused"));
    }
}

void copy_records(const Store& store, Disclosure disclosure, Database& target) {
    Query query = store.db().query(kRecords);
    while (query.step()) {
        target.run(kAddRecord, query.text(0), query.text(1), query.text(2), query.integer(3),
                   query.integer(4), query.integer(5));
        copy_history(store, {query.str(1), query.str(2), query.str(0)}, disclosure, target);
    }
}

void copy_conflicts(const Store& store, Disclosure disclosure, Database& target) {
    for (const Json& conflict : list_conflicts(store, {})) {
        const Form* form = store.policy().find(text_of(conflict, "kind"));
        const Field* field = form == nullptr ? nullptr : form->find(text_of(conflict, "field"));
        for (const Json& value : conflict["values"]) {
            const bool hidden = field != nullptr && is_hidden(*field, disclosure);
            const Json said = hidden ? disclosed(*field, value["value"]) : value["value"];
            const bool shown = text_of(value, "op") == text_of(conflict, "shown");
            target.run(kAddConflict, text_of(conflict, "record"), text_of(conflict, "scope"),
                       text_of(conflict, "kind"), text_of(conflict, "field"), text_of(value, "op"),
                       std::string_view{write_json(said)}, shown, text_of(value, "author"),
                       text_of(value, "name"), value.value("at", Millis{0}));
        }
    }
}

/// Takes a file that was begun away again unless it was finished.
class NewFile {
public:
    explicit NewFile(std::string path) : path_(std::move(path)) {
        if (std::filesystem::exists(path_)) {
            throw Failure({"error.export.exists", {{"file", path_}}}, path_);
        }
    }

    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    ~NewFile() {
        if (finished_) return;
        for (const char* part : {"", "-wal", "-shm", "-journal"}) {
            std::error_code ignored;
            std::filesystem::remove(path_ + part, ignored);
        }
    }

    void finish() { finished_ = true; }

private:
    std::string path_;
    bool finished_ = false;
};

/// Spreadsheets run what begins like this, wherever it came from (owasp.org, "CSV Injection").
bool looks_like_formula(std::string_view text) {
    constexpr std::array<std::string_view, 11> kStarts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                       "\n", "＝", "＋", "－", "＠"};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

std::string csv_text(std::string text) {
    if (looks_like_formula(text)) text.insert(0, 1, '\'');
    if (text.find_first_of("\",\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string plain(const Json& value) {
    return value.is_string() ? value.get<std::string>() : write_json(value);
}

std::string csv_cell(const Json& value) {
    if (value.is_number()) return write_json(value);
    if (!value.is_array()) return csv_text(plain(value));
    std::string all;
    for (const Json& element : value)
        all += (all.empty() ? "" : ";") + plain(element);
    return csv_text(std::move(all));
}

}  // namespace

void export_sqlite(const Store& store, Disclosure disclosure, const std::string& path) {
    NewFile file{path};
    {
        Database target = Database::open(path, Database::Mode::ReadWrite, nullptr);
        const Snapshot snapshot{store.db()};
        Transaction transaction{target};
        target.exec(kTables);
        for (const auto& [kind, form] : store.policy().forms) {
            copy_kind(store, *store.table(kind), disclosure, target);
        }
        copy_records(store, disclosure, target);
        copy_conflicts(store, disclosure, target);
        transaction.commit();
        // One file that anyone can copy, without a log beside it.
        target.exec("PRAGMA journal_mode=DELETE");
    }
    file.finish();
}

Result<Json> export_json(const Store& store, Disclosure disclosure, std::string_view kind) {
    Result<Json> list = list_records(store, kind, {});
    if (!list) return list;
    const Matcher matcher{*store.keys()};
    for (Json& record : *list) {
        for (const Field& field : store.table(kind)->form().fields) {
            const auto value = record.find(field.name);
            if (value == record.end()) continue;
            const Json said = *value;
            if (disclosure == Disclosure::Masked) *value = disclosed(field, said);
            if (field.type == FieldType::IdNumber)
                record[match_column(field)] = matcher.code_of(plain(said));
        }
    }
    return list;
}

Result<std::string> export_csv(const Store& store, Disclosure disclosure, std::string_view kind) {
    const Result<Json> list = export_json(store, disclosure, kind);
    if (!list) return list.error();
    std::vector<std::string> columns{"id", "scope"};
    const Form& form = store.table(kind)->form();
    for (const Field& field : form.fields)
        columns.push_back(field.name);
    for (const std::size_t i : id_numbers_of(form))
        columns.push_back(match_column(form.fields[i]));
    std::string csv = "\uFEFF";
    for (const std::string& column : columns)
        csv += (&column == columns.data() ? "" : ",") + column;
    csv += "\r\n";
    for (const Json& record : *list) {
        for (const std::string& column : columns) {
            if (&column != columns.data()) csv += ',';
            const auto value = record.find(column);
            if (value != record.end()) csv += csv_cell(*value);
        }
        csv += "\r\n";
    }
    return csv;
}

}  // namespace cunji
