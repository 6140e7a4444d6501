#include "client/app/checking.h"

#include "client/app/similar_pictures.h"
#include "shared/store/cosigning.h"
#include "shared/store/schema.h"

#include <map>
#include <utility>

namespace cunji {

namespace {

// GB/T 4761 has 02 for the head of the household.
constexpr std::string_view kHeads = R"sql(
SELECT count(*), coalesce(sum(m.relation = '02'), 0) FROM member m
WHERE m.household = ?1 AND m.leave_reason IS NULL AND m.left_on IS NULL
  AND m.void_reason IS NULL AND m.merge_into IS NULL)sql";
constexpr std::string_view kIdNumbers = R"sql(
SELECT scope, id_no, id, coalesce(name, '') FROM member
WHERE id_no IS NOT NULL AND void_reason IS NULL AND merge_into IS NULL ORDER BY id)sql";
constexpr std::string_view kIdNumber = "SELECT id_no FROM member WHERE id = ?1 AND scope = ?2";

/// A record to look at, with the names of the fields it lacks.
struct Checked {
    std::string id;
    std::string scope;
    std::vector<std::string> missing;
};

/// The fields of a form that may be missing, and the SQL that says which are.
struct RequiredSql {
    std::vector<const Field*> fields;
    std::string sql;
};

RequiredSql required_sql(const TypedTable& table, bool one) {
    RequiredSql out;
    std::string columns = "r.id, r.scope";
    for (const Field& field : table.form().fields) {
        if (!field.required || !has_column(field)) continue;
        out.fields.push_back(&field);
        const std::string name = "r." + sql_name(field.name);
        columns.append(", (").append(name).append(" IS NULL OR ").append(name).append(" = '[]')");
        // Not known to be relevant is not relevant: nobody can fill in what is not shown.
        if (!field.relevant.empty()) columns += " AND coalesce((" + field.relevant + "), 0)";
    }
    out.sql = "SELECT " + columns + " FROM (" + table.select(one ? "id = ?1 AND scope = ?2" : "") +
              ") r WHERE r.void_reason IS NULL AND r.merge_into IS NULL ORDER BY r.id";
    return out;
}

/// Looks at records of one kind after the other; what is compared across records is read once.
class Checker {
public:
    explicit Checker(const Store& store) : store_(store) {}

    void check_kind(const TypedTable& table, const RecordKey* only) {
        const std::string& kind = table.form().kind;
        for (const Checked& record : read(table, only)) {
            for (const std::string& field : record.missing) {
                find(record, kind, "required", Severity::Error,
                     {"check.required", {{"field", field}}});
            }
            if (kind == "household") check_head(record);
            if (kind == "member") check_id_number(record);
            if (kind == "photo") check_picture(record);
            if (kind == "signature" || kind == "attendee") check_signature(record, kind);
        }
    }

    [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

private:
    std::vector<Checked> read(const TypedTable& table, const RecordKey* only) const {
        // The expressions are of the policy, which came over the network.
        const Database::ReadOnlyScope scope{store_.db(), hidden_tables()};
        const RequiredSql required = required_sql(table, only != nullptr);
        std::vector<Checked> out;
        Query query = store_.db().query_once(required.sql);
        if (only != nullptr) {
            query.bind(1, std::string_view{only->id});
            query.bind(2, std::string_view{only->scope});
        }
        while (query.step()) {
            Checked& record = out.emplace_back(Checked{query.str(0), query.str(1), {}});
            for (std::size_t i = 0; i < required.fields.size(); ++i) {
                if (query.integer(static_cast<int>(i) + 2) != 0) {
                    record.missing.push_back(required.fields[i]->name);
                }
            }
        }
        return out;
    }

    void find(const Checked& record, const std::string& kind, std::string rule, Severity severity,
              Message message) {
        findings_.push_back({record.id, kind, std::move(rule), severity, std::move(message)});
    }

    void check_head(const Checked& record) {
        if (store_.table("member") == nullptr) return;
        Query query = store_.db().query(kHeads, std::string_view{record.id});
        query.step();
        const std::int64_t members = query.integer(0);
        const std::int64_t heads = query.integer(1);
        if (heads == 1) return;
        Message message{"check.no_members", {}};
        if (members > 0) message = {"check.heads", {{"count", std::to_string(heads)}}};
        find(record, "household", "R009", Severity::Error, std::move(message));
    }

    void check_id_number(const Checked& record) {
        const std::optional<std::string> number = store_.db().text(
            kIdNumber, std::string_view{record.id}, std::string_view{record.scope});
        if (!number) return;
        for (const auto& [id, name] : id_numbers()[{record.scope, *number}]) {
            if (id == record.id) continue;
            find(record, "member", "R004", Severity::Error,
                 {"check.same_id_number", {{"name", name}, {"other", id}}});
            return;
        }
    }

    void check_signature(const Checked& record, const std::string& kind) {
        const auto one = cosignature_of(store_, {record.scope, kind, record.id});
        if (!one || one->counts()) return;
        if (one->standing.state == Standing::State::Unknown && !one->wrong) return;
        find(record, kind, "sign7", Severity::Error, {"check.signature_void", {}});
    }

    void check_picture(const Checked& record) {
        if (!pictures_) pictures_ = known_pictures(store_);
        for (const KnownPicture& picture : *pictures_) {
            if (picture.id != record.id) continue;
            for (const KnownPicture* other : used_elsewhere(*pictures_, picture)) {
                find(record, "photo", "R069", Severity::Warning,
                     {"check.same_picture", {{"other", other->id}}});
            }
            return;
        }
    }

    using IdNumbers = std::map<std::pair<std::string, std::string>,
                               std::vector<std::pair<std::string, std::string>>>;

    /// Members by scope and number: id and name of each.
    IdNumbers& id_numbers() {
        if (id_numbers_) return *id_numbers_;
        id_numbers_.emplace();
        Query query = store_.db().query(kIdNumbers);
        while (query.step()) {
            (*id_numbers_)[{query.str(0), query.str(1)}].emplace_back(query.str(2), query.str(3));
        }
        return *id_numbers_;
    }

    const Store& store_;
    std::vector<Finding> findings_;
    std::optional<std::vector<KnownPicture>> pictures_;
    std::optional<IdNumbers> id_numbers_;
};

}  // namespace

std::vector<Finding> check_record(const Store& store, const RecordKey& key) {
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return {};
    Checker checker{store};
    checker.check_kind(*table, &key);
    return checker.take();
}

std::vector<Finding> check_all(const Store& store) {
    Checker checker{store};
    for (const auto& [kind, form] : store.policy().forms)
        checker.check_kind(*store.table(kind), nullptr);
    return checker.take();
}

}  // namespace cunji
