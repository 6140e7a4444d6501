#include "shared/store/saving.h"

#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/policy/field_check.h"
#include "shared/record/normalise.h"
#include "shared/store/lines.h"
#include "shared/store/merging.h"
#include "shared/store/op_writer.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace cunji {

namespace {

// An id can be in two villages: the one that was named, else the one where the record is alive.
constexpr std::string_view kScopeOfRecord = R"sql(
SELECT scope FROM record WHERE id = ?1 AND kind = ?2
ORDER BY scope = ?3 DESC, live DESC, scope LIMIT 1)sql";

Message field_message(const char* key, std::string_view field) {
    return {key, {{"field", std::string{field}}}};
}

/// What a request becomes before it has a place in a line.
struct Plan {
    RecordKey key;
    const Form* form = nullptr;
    RecordState state;
    Op op;  ///< without rid, n, group, at, by

    [[nodiscard]] bool changes() const {
        return !op.set.empty() || !op.add.empty() || !op.rem.empty() || !op.app.empty();
    }
};

/// Turns the JSON of one field into what the op says about it.
class FieldWriter {
public:
    FieldWriter(Plan& plan, bool compare, std::span<const std::string> new_ids)
        : plan_(plan), compare_(compare), new_ids_(new_ids) {}

    std::optional<Message> write(const std::string& name, const Json& json) {
        const Field* field = plan_.form->find(name);
        if (field == nullptr) return field_message("error.field.unknown", name);
        switch (field->merge) {
            case MergeRule::Computed:
                return field_message("error.field.computed", name);
            case MergeRule::Set:
                return write_set(*field, json);
            case MergeRule::Append:
                return write_entries(*field, json);
            case MergeRule::Latest:
            case MergeRule::KeepBoth:
            case MergeRule::Max:
            case MergeRule::Min:
            case MergeRule::Status:
                return write_value(*field, json);
        }
        return std::nullopt;
    }

    /// Places are one: whoever gives the latitude says something about the longitude too.
    void complete_units() {
        std::vector<std::pair<std::string, Value>> more;
        for (const auto& [name, value] : plan_.op.set) {
            const Field* field = plan_.form->find(name);
            if (field->unit.empty()) continue;
            for (const Field& other : plan_.form->fields) {
                const bool given = plan_.op.find_set(other.name) != nullptr ||
                                   std::any_of(more.begin(), more.end(), [&](const auto& entry) {
                                       return entry.first == other.name;
                                   });
                if (other.unit == field->unit && !given) {
                    more.emplace_back(other.name, current(other.name));
                }
            }
        }
        plan_.op.set.insert(plan_.op.set.end(), more.begin(), more.end());
    }

    /// An approval states what it approves: every field, every element.
    void state_everything() {
        for (const Field& field : plan_.form->fields) {
            if (field.merge == MergeRule::Computed || field.merge == MergeRule::Append) continue;
            const Value held = current(field.name);
            if (field.merge == MergeRule::Set) {
                if (held.list() != nullptr) plan_.op.add.emplace_back(field.name, *held.list());
            } else if (plan_.op.find_set(field.name) == nullptr) {
                plan_.op.set.emplace_back(field.name, held);
            }
        }
    }

private:
    [[nodiscard]] Value current(std::string_view name) const {
        const auto found = plan_.state.values.find(name);
        return found == plan_.state.values.end() ? Value{} : found->second;
    }

    std::optional<Message> write_value(const Field& field, const Json& json) {
        Value value;
        if (std::optional<Message> wrong = read_value(field, json, value)) return wrong;
        const bool same = compare_ && value == current(field.name);
        if (same && !plan_.state.conflicts.contains(field.name)) return std::nullopt;
        plan_.op.set.emplace_back(field.name, std::move(value));
        return std::nullopt;
    }

    std::optional<Message> write_set(const Field& field, const Json& json) {
        Value::List wanted;
        if (std::optional<Message> wrong = read_list(field, json, wanted)) return wrong;
        const Value held = current(field.name);
        const std::set<Value> before =
            held.list() != nullptr ? std::set<Value>{held.list()->begin(), held.list()->end()}
                                   : std::set<Value>{};
        const std::set<Value> after{wanted.begin(), wanted.end()};
        Value::List added;
        Value::List removed;
        std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                            std::back_inserter(added));
        std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                            std::back_inserter(removed));
        if (!added.empty()) plan_.op.add.emplace_back(field.name, std::move(added));
        if (!removed.empty()) plan_.op.rem.emplace_back(field.name, std::move(removed));
        return std::nullopt;
    }

    std::optional<Message> write_entries(const Field& field, const Json& json) {
        Value::List entries;
        if (std::optional<Message> wrong = read_list(field, json, entries)) return wrong;
        if (!entries.empty()) plan_.op.app.emplace_back(field.name, std::move(entries));
        return std::nullopt;
    }

    std::optional<Message> read_list(const Field& field, const Json& json, Value::List& out) {
        if (json.is_null()) return std::nullopt;
        const Json wrapped = json.is_array() ? json : Json::array({json});
        for (const Json& item : wrapped) {
            Value value;
            if (std::optional<Message> wrong = read_value(field, item, value)) return wrong;
            if (value.is_null()) return field_message("error.field.not_text", field.name);
            out.push_back(std::move(value));
        }
        return std::nullopt;
    }

    std::optional<Message> read_value(const Field& field, const Json& json, Value& out) {
        if (json.is_null()) return std::nullopt;
        if (holds_integer(field.type)) {
            if (!json.is_number_integer()) {
                return field_message("error.field.not_integer", field.name);
            }
            out = json.get<std::int64_t>();
            return check_integer(field, *out.integer());
        }
        if (!json.is_string()) return field_message("error.field.not_text", field.name);
        std::optional<std::string> text = normalise_text(json.get_ref<const std::string&>());
        if (!text) return field_message("error.field.not_text", field.name);
        if (text->empty()) return std::nullopt;  // an emptied field is an erased field
        const bool refers = field.type == FieldType::Reference || field.type == FieldType::Photos;
        if (refers && text->front() == '@') {
            if (!replace_place(*text))
                return field_message("error.field.no_such_place", field.name);
        }
        out = *text;
        return check_text(field, *text);
    }

    /// "@2" in a group: the record of the third request.
    bool replace_place(std::string& text) const {
        std::size_t place = 0;
        const auto [end, error] =
            std::from_chars(text.data() + 1, text.data() + text.size(), place);
        if (error != std::errc{} || end != text.data() + text.size() || place >= new_ids_.size()) {
            return false;
        }
        text = new_ids_[place];
        return true;
    }

    Plan& plan_;
    bool compare_;
    std::span<const std::string> new_ids_;
};

/// One call of save_group.
class Saving {
public:
    Saving(const Store& store, const Author& author, std::span<const SaveRequest> group, Millis at,
           Random& random)
        : store_(store), author_(author), group_(group), at_(at), random_(random) {}

    Result<std::vector<Saved>, std::vector<SaveProblem>> run() {
        for (const SaveRequest& request : group_) {
            ids_.push_back(request.id.empty() ? new_uuid(at_, random_) : request.id);
        }
        plans_.reserve(group_.size());
        for (std::size_t i = 0; i < group_.size(); ++i)
            plan(i);
        check_group();
        if (!problems_.empty()) return problems_;
        std::vector<Saved> saved = write();
        if (!problems_.empty()) return problems_;
        return saved;
    }

private:
    void problem(std::size_t index, Message message, std::string field = {}) {
        problems_.push_back({index, std::move(field), std::move(message)});
    }

    void plan(std::size_t index) {
        const SaveRequest& request = group_[index];
        Plan& plan = plans_.emplace_back();
        const TypedTable* table = store_.table(request.kind);
        if (table == nullptr) {
            return problem(index, {"error.kind.unknown", {{"kind", request.kind}}});
        }
        plan.form = &table->form();
        plan.key = {request.scope, request.kind, ids_[index]};
        if (!request.id.empty() && !find_record(plan)) {
            return problem(index, {"error.save.no_such_record", {{"id", request.id}}});
        }
        if (plan.key.scope.empty()) return problem(index, {"error.save.no_scope", {}});
        if (!request.id.empty())
            plan.state = stored_state(store_, plan.key).value_or(RecordState{});

        FieldWriter writer{plan, !request.seen.has_value(), ids_};
        for (const auto& [name, json] : request.fields.items()) {
            if (std::optional<Message> wrong = writer.write(name, json)) {
                problem(index, std::move(*wrong), name);
            }
        }
        writer.complete_units();
        set_rank(index, plan, writer);
        plan.op.form = plan.form->version;
        plan.op.kind = plan.key.kind;
        plan.op.scope = plan.key.scope;
        plan.op.rec = plan.key.id;
        plan.op.par = request.seen ? still_held(*request.seen) : plan.state.heads;
        plan.op.why = normalise_text(request.why).value_or(std::string{});
    }

    /// What the person saw may have been withdrawn since (withdrawing.h).
    [[nodiscard]] std::vector<OpId> still_held(const std::vector<OpId>& seen) const {
        std::vector<OpId> out;
        std::copy_if(seen.begin(), seen.end(), std::back_inserter(out),
                     [&](const OpId& id) { return find_op(store_.db(), id).has_value(); });
        return out;
    }

    bool find_record(Plan& plan) const {
        Query query =
            store_.db().query(kScopeOfRecord, std::string_view{plan.key.id},
                              std::string_view{plan.key.kind}, std::string_view{plan.key.scope});
        if (!query.step()) return false;
        plan.key.scope = query.str(0);
        return true;
    }

    void set_rank(std::size_t index, Plan& plan, FieldWriter& writer) {
        const auto tier = static_cast<std::int64_t>(*author_.powers.tier);
        const bool reviews = tier > 0 && plan.op.find_set(kReviewField) != nullptr;
        if (reviews || group_[index].official) plan.op.rank = tier;
        if (!is_approval(plan.op)) return;
        if (!plan.state.conflicts.empty()) problem(index, {"error.save.open_conflict", {}});
        writer.state_everything();
    }

    void check_group() {
        std::set<std::string> records;
        for (std::size_t i = 0; i < plans_.size(); ++i) {
            if (!records.insert(plans_[i].key.id).second) problem(i, {"error.save.twice", {}});
            if (plans_[i].key.scope != plans_.front().key.scope) {
                problem(i, {"error.save.two_scopes", {}});
            }
        }
        if (static_cast<std::int64_t>(group_.size()) > kGroupOpsMax) {
            problem(0, {"error.save.too_many", {{"most", std::to_string(kGroupOpsMax)}}});
        }
    }

    std::vector<Saved> write() {
        std::vector<Saved> saved;
        std::int64_t ops = 0;
        for (std::size_t i = 0; i < plans_.size(); ++i)
            ops += will_change(i) ? 1 + joins_needed(plans_[i]) : 0;
        if (ops == 0) {
            for (const Plan& plan : plans_)
                saved.push_back({plan.key.id, plan.key.kind, {}});
            return saved;
        }
        end_ = open_line(store_.db(), {author_.by, author_.device, author_.device_keys},
                         plans_.front().key.scope, random_);
        group_of_ = ops;
        for (const Plan& plan : plans_)
            saved.push_back({plan.key.id, plan.key.kind, {}});
        OpWriter writer{store_, store_.delivers(), at_};
        for (const bool late : {false, true}) {
            for (std::size_t i = 0; i < plans_.size(); ++i) {
                Plan& plan = plans_[i];
                if (static_cast<bool>(group_[i].late) != late || !will_change(i)) continue;
                if (late) add_late_fields(i);
                if (!problems_.empty()) return {};
                join_heads(plan, writer, i);
                saved[i].op = append(plan.op, writer, i);
                if (!problems_.empty()) return {};
            }
        }
        writer.flush();
        return saved;
    }

    [[nodiscard]] bool will_change(std::size_t index) const {
        return plans_[index].changes() || group_[index].late;
    }

    void add_late_fields(std::size_t index) {
        const Result<Json> fields = group_[index].late(ids_);
        if (!fields) return problem(index, fields.error());
        FieldWriter writer{plans_[index], !group_[index].seen.has_value(), ids_};
        for (const auto& [name, json] : fields->items()) {
            if (std::optional<Message> wrong = writer.write(name, json)) {
                problem(index, std::move(*wrong), name);
            }
        }
    }

    [[nodiscard]] static std::int64_t joins_needed(const Plan& plan) {
        std::int64_t joins = 0;
        for (std::size_t heads = plan.op.par.size(); heads > kOpParentsMax; ++joins) {
            heads -= kOpParentsMax - 1;
        }
        return joins;
    }

    /// A record with very many heads: empty ops name them by 64, so that no op is too big.
    void join_heads(Plan& plan, OpWriter& writer, std::size_t index) {
        std::vector<OpId>& heads = plan.op.par;
        while (heads.size() > kOpParentsMax && problems_.empty()) {
            Op join;
            join.kind = plan.op.kind;
            join.scope = plan.op.scope;
            join.rec = plan.op.rec;
            join.form = plan.op.form;
            join.par.assign(heads.end() - static_cast<std::ptrdiff_t>(kOpParentsMax), heads.end());
            heads.resize(heads.size() - kOpParentsMax);
            heads.push_back(append(join, writer, index));
        }
    }

    OpId append(Op& op, OpWriter& writer, std::size_t index) {
        op.rid = end_.rid;
        op.n = ++end_.n;
        op.group_at = ++group_at_;
        op.group_of = group_of_;
        op.at = at_;
        op.by = author_.by;
        const std::string bytes = encode_op(op);
        group_bytes_ += bytes.size();
        LoggedOp logged{op, {}, chain(end_.h, bytes)};
        logged.id = id_of(op, logged.h);
        if (bytes.size() > kOpBytesMax || group_bytes_ > kGroupBytesMax) {
            problem(index, {"error.save.too_big", {}});
        } else if (std::optional<Refusal> refusal = check_op(store_, logged, author_.powers)) {
            problem(index, std::move(refusal->message));
        } else {
            const Hash parent = end_.h;
            end_.h = logged.h;
            const OpWriter::Outcome outcome = writer.append(logged, bytes, parent);
            CHECK_THAT(outcome == OpWriter::Outcome::Stored);
        }
        return logged.id;
    }

    const Store& store_;
    const Author& author_;
    std::span<const SaveRequest> group_;
    Millis at_;
    Random& random_;
    std::vector<std::string> ids_;
    std::vector<Plan> plans_;
    std::vector<SaveProblem> problems_;
    LineEnd end_;
    std::int64_t group_at_ = 0;
    std::int64_t group_of_ = 0;
    std::size_t group_bytes_ = 0;
};

}  // namespace

Result<std::vector<Saved>, std::vector<SaveProblem>> save_group(const Store& store,
                                                                const Author& author,
                                                                std::span<const SaveRequest> group,
                                                                Millis at, Random& random) {
    Transaction transaction{store.db()};
    Result<std::vector<Saved>, std::vector<SaveProblem>> saved =
        save_in_transaction(store, author, group, at, random);
    if (saved) transaction.commit();
    return saved;
}

Result<std::vector<Saved>, std::vector<SaveProblem>> save_in_transaction(
    const Store& store, const Author& author, std::span<const SaveRequest> group, Millis at,
    Random& random) {
    return Saving{store, author, group, at, random}.run();
}

}  // namespace cunji
