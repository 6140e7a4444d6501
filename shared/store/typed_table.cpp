#include "shared/store/typed_table.h"

#include "shared/json/json.h"
#include "shared/policy/field_check.h"

#include <set>

namespace cunji {

namespace {

/// A required reference is how lists of children are read: members of a household.
bool is_indexed(const Field& field) {
    return field.type == FieldType::Reference && field.required && !holds_list(field);
}

/// Names have no dots: no index is called like a kind's table or like another kind's index.
std::string index_name(const std::string& kind, const std::string& field) {
    return sql_name(kind + '.' + field);
}

std::string column_definition(const Field& field) {
    return sql_name(field.name) +
           (holds_integer(field.type) && !holds_list(field) ? " INTEGER" : " TEXT");
}

bool fits(const Field& field, const Value& value) {
    if (holds_list(field)) return value.list() != nullptr;
    return holds_integer(field.type) ? value.integer() != nullptr : value.text() != nullptr;
}

void bind_value(Query& query, int index, const Value& value) {
    if (value.list() != nullptr) {
        query.bind(index, std::string_view{write_json(to_json(value))});
    } else if (value.integer() != nullptr) {
        query.bind(index, *value.integer());
    } else if (value.text() != nullptr) {
        query.bind(index, std::string_view{*value.text()}, true);
    }
}

bool column_holds(const Query& query, int column, const Field& field, const Values& values) {
    const Value& value = fitting(field, values);
    if (value.is_null()) return query.is_null(column);
    if (query.is_null(column)) return false;
    if (value.list() != nullptr) return query.text(column) == write_json(to_json(value));
    if (value.integer() != nullptr) {
        return query.is_integer(column) && query.integer(column) == *value.integer();
    }
    return query.text(column) == *value.text();
}

Value value_of_column(const Query& query, int column, const Field& field) {
    if (query.is_null(column)) return {};
    if (holds_list(field)) {
        const Result<Json> json = parse_json(query.text(column));
        return json.ok() && json->is_array() ? value_from_json(*json).value_or(Value{}) : Value{};
    }
    if (query.is_integer(column)) return query.integer(column);
    return query.str(column);
}

std::string upsert_sql(const Form& form) {
    std::string columns = "id, scope";
    std::string places = "?1, ?2";
    std::string changes;
    int index = 2;
    for (const Field& field : form.fields) {
        if (!has_column(field)) continue;
        const std::string name = sql_name(field.name);
        columns += ", " + name;
        places += ", ?" + std::to_string(++index);
        if (!changes.empty()) changes += ", ";
        changes.append(name).append(" = excluded.").append(name);
    }
    return "INSERT INTO " + sql_name(form.kind) + " (" + columns + ") VALUES (" + places +
           ") ON CONFLICT (id, scope) DO UPDATE SET " + changes;
}

std::string read_sql(const Form& form) {
    std::string columns;
    for (const Field& field : form.fields) {
        if (has_column(field)) columns += (columns.empty() ? "" : ", ") + sql_name(field.name);
    }
    return "SELECT " + columns + " FROM " + sql_name(form.kind) + " WHERE id = ?1 AND scope = ?2";
}

}  // namespace

bool has_column(const Field& field) {
    return field.merge != MergeRule::Computed;
}

bool holds_list(const Field& field) {
    return field.merge == MergeRule::Set || field.merge == MergeRule::Append;
}

const Value& fitting(const Field& field, const Values& values) {
    static const Value null;
    const auto found = values.find(field.name);
    if (found == values.end()) return null;
    return fits(field, found->second) ? found->second : null;
}

std::string sql_name(std::string_view name) {
    return '"' + std::string{name} + '"';
}

TypedTable::TypedTable(Form form)
    : form_(std::move(form)),
      read_(read_sql(form_)),
      upsert_(upsert_sql(form_)),
      erase_("DELETE FROM " + sql_name(form_.kind) + " WHERE id = ?1 AND scope = ?2") {
    int place = 2;
    for (std::size_t i = 0; i < form_.fields.size(); ++i) {
        const Field& field = form_.fields[i];
        if (has_column(field)) columns_.emplace(field.name, Column{i, ++place});
    }
}

void TypedTable::ensure(Database& database) const {
    const std::string table = sql_name(form_.kind);
    std::set<std::string, std::less<>> have;
    {
        Query columns =
            database.query("SELECT name FROM pragma_table_info(?1)", std::string_view{form_.kind});
        while (columns.step())
            have.emplace(columns.text(0));
    }
    if (have.empty()) {
        std::string sql = "CREATE TABLE " + table + " (id TEXT NOT NULL, scope TEXT NOT NULL";
        for (const Field& field : form_.fields) {
            if (has_column(field)) sql += ", " + column_definition(field);
        }
        // An id that two scopes use is two records. The county refuses one of them, but until then
        // every node must show the same, whichever came first.
        database.exec(sql + ", PRIMARY KEY (id, scope)) STRICT");
        database.exec("CREATE INDEX " + index_name(form_.kind, "scope") + " ON " + table +
                      " (scope)");
    } else {
        for (const Field& field : form_.fields) {
            if (has_column(field) && !have.contains(field.name)) {
                database.exec("ALTER TABLE " + table + " ADD COLUMN " + column_definition(field));
            }
        }
    }
    for (const Field& field : form_.fields) {
        if (has_column(field) && is_indexed(field)) {
            database.exec("CREATE INDEX IF NOT EXISTS " + index_name(form_.kind, field.name) +
                          " ON " + table + " (" + sql_name(field.name) + ")");
        }
    }
}

std::optional<Values> TypedTable::read(Database& database, std::string_view id,
                                       std::string_view scope) const {
    Query query = database.query(read_, id, scope);
    if (!query.step()) return std::nullopt;
    Values values;
    int column = 0;
    for (const Field& field : form_.fields) {
        if (!has_column(field)) continue;
        Value value = value_of_column(query, column++, field);
        if (!value.is_null()) values.emplace(field.name, std::move(value));
    }
    return values;
}

void TypedTable::write(Database& database, std::string_view id, std::string_view scope,
                       const Values& values) const {
    Query query = database.prepare(upsert_);
    query.bind(1, id, true);
    query.bind(2, scope, true);
    // A record has a few of its form's many fields; what is not bound is NULL.
    for (const auto& [name, value] : values) {
        const auto column = columns_.find(name);
        if (column == columns_.end()) continue;
        const auto [field, place] = column->second;
        if (fits(form_.fields[field], value)) bind_value(query, place, value);
    }
    query.step();
}

void TypedTable::erase(Database& database, std::string_view id, std::string_view scope) const {
    database.run(erase_, id, scope);
}

TypedTable::Row TypedTable::compare(Database& database, std::string_view id, std::string_view scope,
                                    const Values& values) const {
    Query query = database.query(read_, id, scope);
    if (!query.step()) return Row::Missing;
    int column = 0;
    for (const Field& field : form_.fields) {
        if (has_column(field) && !column_holds(query, column++, field, values))
            return Row::Different;
    }
    return Row::Equal;
}

std::string TypedTable::select(std::string_view of) const {
    std::string inner = "SELECT * FROM " + sql_name(form_.kind);
    if (!of.empty()) inner += " WHERE " + std::string{of};
    for (const Field& field : form_.fields) {
        if (has_column(field)) continue;
        // One layer a field, so that it may use those computed before it.
        std::string outer = "SELECT r.*, (";
        outer.append(field.computed).append(") AS ").append(sql_name(field.name));
        outer.append(" FROM (").append(inner).append(") r");
        inner = std::move(outer);
    }
    std::string columns = "id, scope";
    for (const Field& field : form_.fields)
        columns += ", " + sql_name(field.name);
    return "SELECT " + columns + " FROM (" + inner + ")";
}

}  // namespace cunji
