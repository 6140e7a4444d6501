#pragma once

#include "shared/db/database.h"
#include "shared/policy/form.h"
#include "shared/record/fold.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

using Values = std::map<std::string, Value, std::less<>>;

/// The table of a kind: id, scope and a column per stored field of every form version seen. Lists
/// are JSON text. Anyone may read it with SQL.
class TypedTable {
public:
    explicit TypedTable(Form form);

    [[nodiscard]] const Form& form() const { return form_; }

    /// Makes what is missing; never removes or retypes a column.
    void ensure(Database& database) const;

    /// The shown values of one record, without nulls; nullopt when it has no row. A value that did
    /// not fit its column's type reads as null, the same in every node.
    std::optional<Values> read(Database& database, std::string_view id,
                               std::string_view scope) const;
    void write(Database& database, std::string_view id, std::string_view scope,
               const Values& values) const;
    void erase(Database& database, std::string_view id, std::string_view scope) const;

    enum class Row { Missing, Equal, Different };
    /// Whether the row is, byte for byte, what write() would make of `values`.
    [[nodiscard]] Row compare(Database& database, std::string_view id, std::string_view scope,
                              const Values& values) const;

    /// SELECT of id, scope and all fields in form order, the computed among them. `of` is a
    /// condition on the columns, such as "scope = ?1", that SQLite can answer by an index.
    [[nodiscard]] std::string select(std::string_view of = {}) const;

private:
    struct Column {
        std::size_t field = 0;  ///< in form_.fields
        int place = 0;          ///< among the parameters of upsert_
    };

    Form form_;
    std::map<std::string, Column, std::less<>> columns_;
    std::string read_;
    std::string upsert_;
    std::string erase_;
};

/// Whether a field has a column of its own; the others are computed when read.
bool has_column(const Field& field);
/// Whether it holds a list, as JSON text.
bool holds_list(const Field& field);
/// The value as it stands in the row: null when its type does not fit the field's.
const Value& fitting(const Field& field, const Values& values);

/// A name as SQL takes it; names are checked when the form is loaded.
std::string sql_name(std::string_view name);

}  // namespace cunji
