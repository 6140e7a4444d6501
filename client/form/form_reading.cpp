#include "client/form/form_reading.h"

#include "client/app/device.h"
#include "shared/store/search.h"
#include "shared/store/typed_table.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::string_view kMembers = R"sql(
SELECT id FROM member WHERE household = ?1 AND scope = ?2 AND leave_reason IS NULL
  AND left_on IS NULL AND void_reason IS NULL AND merge_into IS NULL
ORDER BY relation = '02' DESC, relation, id)sql";
constexpr std::string_view kHousehold = R"sql(
SELECT head_name, household_no, group_name, address, phone FROM household
WHERE id = ?1 AND scope = ?2)sql";
constexpr std::string_view kLastVisit = R"sql(
SELECT max(substr(start_at, 1, 10)) FROM visit
WHERE household = ?1 AND void_reason IS NULL AND merge_into IS NULL)sql";
constexpr std::string_view kOpenTasks = R"sql(
SELECT count(*) FROM followup WHERE household = ?1 AND state NOT IN ('resolved', 'verified')
  AND void_reason IS NULL AND merge_into IS NULL)sql";
constexpr std::string_view kPictures =
    "SELECT preview_sha256, thumb_sha256, sha256 FROM photo WHERE id = ?1 LIMIT 1";

/// Kinds that a reference to anything is offered.
constexpr std::array<std::string_view, 4> kAnyKinds{"household", "member", "person", "project"};

/// Fields that tell records of a kind with the same name apart.
struct NoteFields {
    std::string_view kind;
    std::array<std::string_view, 2> fields;
};

constexpr auto kNotes = std::to_array<NoteFields>({{"household", {"group_name", "household_no"}},
                                                   {"member", {"relation", "household"}},
                                                   {"person", {"org", "post"}},
                                                   {"project", {"category", "place"}},
                                                   {"meeting", {"type", "start_at"}},
                                                   {"publicity", {"type", "start_on"}}});

bool is_unused(const Values& values, std::string_view kind) {
    const auto has = [&](const char* name) { return values.contains(name); };
    return has("void_reason") || has("merge_into") || (kind == "person" && has("left_on"));
}

class Finder {
public:
    Finder(const Store& store, Wording& wording) : store_(store), wording_(wording) {}

    void add(const std::string& id) {
        const std::optional<RecordKey> key = find_record(store_, id);
        const TypedTable* table = key ? store_.table(key->kind) : nullptr;
        if (table == nullptr) return;
        const Values values = table->read(store_.db(), id, key->scope).value_or(Values{});
        if (is_unused(values, key->kind)) return;
        found_.push_back({id, wording_.title(id), note(*table, values)});
        if (found_.back().title.empty()) found_.back().title = found_.back().note;
    }

    void search(std::string_view typed, std::string_view kind) {
        for (const SearchHit& hit : search_records(store_.db(), typed, kind, kCandidatesMax)) {
            if (kind.empty() && !is_any(hit.kind)) continue;
            add(hit.record);
        }
    }

    void newest(const std::string& kind) {
        if (store_.table(kind) == nullptr) return;
        std::vector<std::string> ids;
        Query query = store_.db().query("SELECT id FROM " + sql_name(kind) +
                                            " WHERE void_reason IS NULL AND merge_into IS NULL"
                                            " ORDER BY id DESC LIMIT ?1",
                                        kCandidatesMax);
        while (query.step())
            ids.push_back(query.str(0));
        for (const std::string& id : ids)
            add(id);
    }

    [[nodiscard]] std::vector<Candidate> take() { return std::move(found_); }

private:
    static bool is_any(std::string_view kind) {
        return std::find(kAnyKinds.begin(), kAnyKinds.end(), kind) != kAnyKinds.end();
    }

    std::string note(const TypedTable& table, const Values& values) {
        std::string out;
        for (const NoteFields& notes : kNotes) {
            if (notes.kind != table.form().kind) continue;
            for (const std::string_view name : notes.fields) {
                const Field* field = table.form().find(name);
                const auto value = values.find(name);
                if (field == nullptr || value == values.end()) continue;
                if (!out.empty()) out += "  ";
                out += wording_.value(*field, to_json(value->second));
            }
        }
        return out;
    }

    const Store& store_;
    Wording& wording_;
    std::vector<Candidate> found_;
};

/// The household that is named on the record, or of which it is.
std::string household_of(const FormSession& session, std::string_view record) {
    for (const std::string_view key : {record, std::string_view{}}) {
        const RecordDraft* draft = session.record(key);
        const Field* field = draft == nullptr ? nullptr : draft->form->find("household");
        if (field == nullptr) continue;
        const Json value = session.value({std::string{key}, "household"});
        if (value.is_string()) return value.get<std::string>();
    }
    return session.kind() == "household" ? session.root().id : std::string{};
}

std::vector<std::string> members_of(const Store& store, std::string_view household,
                                    std::string_view scope) {
    std::vector<std::string> ids;
    if (store.table("member") == nullptr || household.empty()) return ids;
    Query query = store.db().query(kMembers, household, scope);
    while (query.step())
        ids.push_back(query.str(0));
    return ids;
}

/// Children of the kind that are not saved yet.
std::vector<Candidate> new_children(const FormSession& session, Wording& wording,
                                    std::string_view kind) {
    std::vector<Candidate> out;
    for (const RecordDraft& child : session.children()) {
        if (child.form->kind != kind || child.removed || !child.id.empty()) continue;
        Json values = Json::object();
        for (const Field& field : child.form->fields)
            values[field.name] = child.effective(field);
        const Field* relation = child.form->find("relation");
        Candidate one{"@" + child.key, wording.title(kind, values), {}};
        if (relation != nullptr && !values["relation"].is_null()) {
            one.note = wording.value(*relation, values["relation"]);
        }
        if (!one.title.empty() || !one.note.empty()) out.push_back(std::move(one));
    }
    return out;
}

template <typename Visit>
void for_each_reference(const FormSession& session, FieldType type, const Visit& visit) {
    const auto look = [&](const RecordDraft& draft) {
        for (const Field& field : draft.form->fields) {
            const bool photo = field.type == FieldType::Reference && field.ref == "photo";
            if (field.type != type && !(photo && type == FieldType::Photos)) continue;
            const Json value = session.value({draft.key, field.name});
            const Json list = value.is_array() ? value : Json::array({value});
            for (const Json& id : list) {
                if (id.is_string()) visit(id.get<std::string>());
            }
        }
    };
    look(session.root());
    for (const RecordDraft& child : session.children())
        look(child);
}

}  // namespace

std::vector<Candidate> find_candidates(const Store& store, Wording& wording,
                                       const FormSession& session, const FieldPlace& place,
                                       std::string_view search) {
    const Field* field = session.field(place);
    if (field == nullptr || field->type != FieldType::Reference) return {};
    Finder finder{store, wording};
    const std::string household = household_of(session, place.record);
    if (!search.empty()) {
        finder.search(search, field->ref == "*" ? std::string_view{} : field->ref);
    } else if (field->ref == "member" && !household.empty()) {
        for (const std::string& id : members_of(store, household, session.scope()))
            finder.add(id);
    } else if (field->ref == "*") {
        finder.newest("project");
        finder.newest("household");
    } else {
        finder.newest(field->ref);
    }
    std::vector<Candidate> out =
        search.empty() ? new_children(session, wording, field->ref) : std::vector<Candidate>{};
    for (Candidate& one : finder.take())
        out.push_back(std::move(one));
    return out;
}

FormSubject read_subject(const Store& store, Wording& wording, const FormSession& session) {
    FormSubject out;
    const std::string household = household_of(session, {});
    if (household.empty() || session.kind() == "household") return out;
    Query query = store.db().query(kHousehold, std::string_view{household},
                                   std::string_view{session.scope()});
    if (!query.step()) return out;
    out.household = household;
    out.head = query.str(0);
    out.number = query.str(1);
    out.group = query.str(2);
    out.address = query.str(3);
    out.phone = query.str(4);
    out.last_visit_on = store.db().text(kLastVisit, std::string_view{household}).value_or("");
    out.open_tasks = store.db().integer(kOpenTasks, std::string_view{household}).value_or(0);
    Finder finder{store, wording};
    for (const std::string& id : members_of(store, household, session.scope()))
        finder.add(id);
    out.members = finder.take();
    out.size = static_cast<std::int64_t>(out.members.size());
    return out;
}

std::map<std::string, std::string, std::less<>> read_titles(Wording& wording,
                                                            const FormSession& session) {
    std::map<std::string, std::string, std::less<>> out;
    for_each_reference(session, FieldType::Reference, [&](const std::string& id) {
        if (id.starts_with('@') || out.contains(id)) return;
        std::string title = wording.title(id);
        if (!title.empty()) out.emplace(id, std::move(title));
    });
    return out;
}

std::map<std::string, std::string, std::less<>> read_picture_keys(const Store& store,
                                                                  const FormSession& session) {
    std::map<std::string, std::string, std::less<>> out;
    if (store.table("photo") == nullptr) return out;
    for_each_reference(session, FieldType::Photos, [&](const std::string& id) {
        Query query = store.db().query(kPictures, std::string_view{id});
        if (!query.step()) return;
        std::string key;
        for (int column = 0; column < 3; ++column) {
            if (query.is_null(column)) continue;
            if (!key.empty()) key += ' ';
            key += query.text(column);
        }
        out.emplace(id, std::move(key));
    });
    return out;
}

}  // namespace cunji
