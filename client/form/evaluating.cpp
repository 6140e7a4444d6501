#include "client/form/evaluating.h"

#include "client/form/draft_rules.h"
#include "shared/json/json.h"
#include "shared/store/schema.h"
#include "shared/store/typed_table.h"

#include <cctype>

namespace cunji {

namespace {

// ?1 now, ?2 id, ?3 scope, then the overlay of children if there is one, then the fields.
constexpr int kFirstFree = 4;
/// For one keystroke; members of a county are counted in a hundredth of it.
constexpr std::int64_t kStepsMax = 20'000'000;
/// An answer can hide another only so many times before the form contradicts itself.
constexpr int kRoundsMax = 8;

std::string sql_text(std::string_view text) {
    return '\'' + std::string{text} + '\'';
}

/// The kind's table with rows of ?place, a JSON list of objects, in place of those of their ids.
/// `own`: only rows whose field of this name refers to the draft; empty: all.
std::string overlay_of(const TypedTable& table, int place, const std::string& own) {
    const std::string rows = "json_each(?" + std::to_string(place) + ")";
    const std::string name = sql_name(table.form().kind);
    std::string held;
    std::string drafted;
    const auto add = [&](const std::string& column) {
        held += (held.empty() ? "" : ", ") + sql_name(column);
        drafted += (drafted.empty() ? "" : ", ") + std::string{"json_extract(value, "} +
                   sql_text("$." + column) + ")";
    };
    add("id");
    add("scope");
    for (const Field& field : table.form().fields) {
        if (has_column(field)) add(field.name);
    }
    const std::string of_draft = own.empty() ? "" : sql_name(own) + " = ?2 AND ";
    return name + " (" + held + ") AS (SELECT " + held + " FROM main." + name + " WHERE " +
           of_draft + "id NOT IN (SELECT json_extract(value, '$.id') FROM " + rows +
           ") UNION ALL SELECT " + drafted + " FROM " + rows + ")";
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

/// Whether the form looks only at its own children of the kind: then the thousands of others need
/// not be gone through at each keystroke.
bool sees_own_only(const Form& form, const Repeat& repeat) {
    std::string all;
    for (const Field& field : form.fields) {
        all.append(field.computed).append(" ").append(field.relevant).append(" ");
        for (const Choice& choice : field.choices)
            all.append(choice.when).append(" ");
    }
    // Its name comes also in another's, and then there is one more than there are conditions.
    return count_of(all, repeat.kind) == count_of(all, "FROM " + repeat.kind + " ") &&
           count_of(all, "FROM " + repeat.kind + " ") ==
               count_of(all, "." + repeat.field + " = r.id");
}

std::string own_field(const Form& form, std::string_view kind) {
    for (const Repeat& repeat : form.repeats) {
        if (repeat.kind == kind && sees_own_only(form, repeat)) return repeat.field;
    }
    return {};
}

bool has_all_fields(const Form& form, std::string_view sql) {
    for (std::size_t at = sql.find("r."); at != std::string_view::npos; at = sql.find("r.", at)) {
        at += 2;
        std::size_t end = at;
        while (end < sql.size() &&
               (std::isalnum(static_cast<unsigned char>(sql[end])) != 0 || sql[end] == '_')) {
            ++end;
        }
        if (form.find(sql.substr(at, end - at)) == nullptr) return false;
    }
    return true;
}

/// Columns of the select, in the order in which evaluate() reads them.
class Columns {
public:
    void add(std::string_view expression) {
        // The line's end: an expression may end in a comment.
        text_.append(text_.empty() ? "(" : ", (").append(expression).append("\n)");
    }

    [[nodiscard]] std::string text() const { return text_.empty() ? "1" : text_; }

private:
    std::string text_;
};

void add_relevance(DraftSql& out, Columns& columns) {
    for (const Field& field : out.form->fields) {
        if (field.relevant.empty()) continue;
        out.relevant.push_back(&field);
        columns.add(field.relevant);
    }
}

void add_choices(DraftSql& out, Columns& columns) {
    for (const Field& field : out.form->fields) {
        for (const Choice& choice : field.choices) {
            if (choice.when.empty()) continue;
            out.offered.emplace_back(&field, &choice);
            columns.add(choice.when);
        }
    }
}

void add_rules(DraftSql& out, Columns& columns) {
    for (std::size_t i = 0; i < draft_rules().size(); ++i) {
        const DraftRule& rule = draft_rules()[i];
        if (rule.kind != out.form->kind || !has_all_fields(*out.form, rule.broken)) continue;
        out.rules.push_back(i);
        columns.add(rule.broken);
    }
}

/// The row of the draft: its stored fields as parameters, and a layer for each computed one, so
/// that it may use those computed before it, as in TypedTable::select().
std::string row_of(DraftSql& out, Columns& columns, int place) {
    std::string inner = "SELECT ?2 AS id, ?3 AS scope";
    for (const Field& field : out.form->fields) {
        if (!has_column(field)) continue;
        inner.append(", ?").append(std::to_string(place++)).append(" AS ");
        inner.append(sql_name(field.name));
        out.stored.push_back(&field);
    }
    for (const Field& field : out.form->fields) {
        if (has_column(field)) continue;
        std::string outer = "SELECT r.*, (";
        outer.append(field.computed).append("\n) AS ").append(sql_name(field.name));
        outer.append(" FROM (").append(inner).append(") r");
        inner = std::move(outer);
        out.computed.push_back(&field);
        columns.add("r." + sql_name(field.name));
    }
    return inner;
}

void bind_json(Query& query, int place, const Json& value) {
    if (value.is_number_integer()) {
        query.bind(place, value.get<std::int64_t>());
    } else if (value.is_string()) {
        query.bind(place, std::string_view{value.get_ref<const std::string&>()});
    } else if (value.is_array() && !value.empty()) {
        query.bind(place, std::string_view{write_json(value)});
    } else {
        query.bind(place, nullptr);
    }
}

Json cell(const Query& query, int column) {
    if (query.is_null(column)) return nullptr;
    if (query.is_integer(column)) return query.integer(column);
    if (query.is_real(column)) return static_cast<std::int64_t>(query.real(column));
    return query.str(column);
}

std::string id_of(const RecordDraft& draft) {
    if (!draft.id.empty()) return draft.id;
    return std::string{kNewRecord} + draft.key;
}

/// The value as the expressions see it; a child belongs to its parent, whatever that is called.
Json seen_value(const RecordDraft& draft, const Field& field, const EvaluationPlace& place) {
    if (!draft.parent_field.empty() && field.name == draft.parent_field) return place.parent;
    return draft.effective(field);
}

/// The drafts of a kind as rows of its table; a list stands in a column as JSON text.
std::string rows_of(std::span<const RecordDraft> children, const std::string& kind,
                    const EvaluationPlace& place) {
    Json rows = Json::array();
    for (const RecordDraft& child : children) {
        if (child.form->kind != kind) continue;
        Json& row = rows.emplace_back(Json::object());
        row["id"] = id_of(child);
        row["scope"] = place.scope;
        for (const Field& field : child.form->fields) {
            if (!has_column(field)) continue;
            Json value = seen_value(child, field, place);
            if (value.is_array()) value = write_json(value);
            if (!value.is_null()) row[field.name] = std::move(value);
        }
        if (child.removed) row[std::string{kVoidField}] = "removed";
    }
    return write_json(rows);
}

/// One run of the statement.
Evaluation read_once(const Store& store, const DraftSql& sql, const RecordDraft& draft,
                     const std::vector<std::string>& overlays, const EvaluationPlace& place) {
    Query query = store.db().query(sql.sql);
    query.bind(1, place.now);
    query.bind(2, std::string_view{id_of(draft)});
    query.bind(3, place.scope);
    int parameter = kFirstFree;
    for (const std::string& rows : overlays)
        query.bind(parameter++, std::string_view{rows});
    for (const Field* field : sql.stored) {
        bind_json(query, parameter++, seen_value(draft, *field, place));
    }
    query.step();
    Evaluation out;
    int column = 0;
    for (const Field* field : sql.computed) {
        Json value = cell(query, column++);
        if (!value.is_null()) out.computed.emplace(field->name, std::move(value));
    }
    const auto is_true = [&] { return query.integer(column++) != 0; };  // NULL reads as 0
    for (const Field* field : sql.relevant) {
        if (!is_true()) out.hidden.insert(field->name);
    }
    for (const auto& [field, choice] : sql.offered) {
        if (!is_true()) out.not_offered[field->name].insert(choice->code);
    }
    for (const std::size_t rule : sql.rules) {
        if (is_true()) out.broken.push_back(rule);
    }
    return out;
}

}  // namespace

std::shared_ptr<const DraftSql> make_draft_sql(const Store& store, std::shared_ptr<const Form> form,
                                               std::vector<std::string> overlaid) {
    auto out = std::make_shared<DraftSql>();
    out->form = std::move(form);
    out->overlaid = std::move(overlaid);
    int place = kFirstFree;
    std::string with;
    for (const std::string& kind : out->overlaid) {
        const TypedTable* table = store.table(kind);
        CHECK_THAT(table != nullptr);
        with += (with.empty() ? "WITH " : ", ") +
                overlay_of(*table, place++, own_field(*out->form, kind));
    }
    Columns columns;
    const std::string row = row_of(*out, columns, place);
    add_relevance(*out, columns);
    add_choices(*out, columns);
    add_rules(*out, columns);
    out->sql = with + " SELECT " + columns.text() + " FROM (" + row + ") r";
    return out;
}

Evaluation evaluate(const Store& store, const DraftSql& sql, const RecordDraft& draft,
                    std::span<const RecordDraft> children, const EvaluationPlace& place) {
    // The expressions are of the policy, which came over the network.
    const Database::ReadOnlyScope guard{store.db(), hidden_tables(), kStepsMax};
    std::vector<std::string> overlays;
    for (const std::string& kind : sql.overlaid)
        overlays.push_back(rows_of(children, kind, place));
    RecordDraft looked_at = draft;
    looked_at.said = {};
    for (int round = 0;; ++round) {
        Evaluation said = read_once(store, sql, looked_at, overlays, place);
        const bool settled = said.hidden == looked_at.said.hidden;
        looked_at.said = std::move(said);
        if (settled || round == kRoundsMax) return looked_at.said;
    }
}

}  // namespace cunji
