#include "client/reading/sync_queue.h"

#include "client/app/device.h"
#include "client/app/syncing.h"
#include "shared/json/json.h"
#include "shared/store/drafts.h"

#include <algorithm>

namespace cunji {

namespace {

// ?1: the server. Refused, as long as what was given back waits to be entered again.
constexpr std::string_view kItems = R"sql(
SELECT o.record, o.kind, o.scope, max(o.at), count(*), sum(o.n > coalesce(r.n, 0)) AS waiting,
  max(o.parked), max(coalesce(r.at, 0)),
  EXISTS (SELECT 1 FROM draft d WHERE d.record = o.record AND d.reason <> '')
FROM line l JOIN op o ON o.rid = l.rid LEFT JOIN receipt r ON r.rid = l.rid AND r.node = ?1
WHERE l.mine = 1
GROUP BY o.record, o.kind, o.scope
ORDER BY waiting > 0 DESC, max(o.lseq) DESC LIMIT ?2)sql";
constexpr std::string_view kRecords = R"sql(
SELECT count(*), coalesce(sum(waiting > 0), 0) FROM (
  SELECT sum(o.n > coalesce(r.n, 0)) AS waiting
  FROM line l JOIN op o ON o.rid = l.rid LEFT JOIN receipt r ON r.rid = l.rid AND r.node = ?1
  WHERE l.mine = 1 GROUP BY o.record, o.kind, o.scope))sql";
constexpr std::string_view kPhotos = R"sql(
SELECT b.record, min(b.at), sum(b.sent = 0), sum(b.bytes * b.sent), sum(b.bytes), b.scope,
  b.record <> '' AND NOT EXISTS (
    SELECT 1 FROM op o JOIN line l ON l.rid = o.rid
    WHERE o.record = b.record AND o.scope = b.scope
      AND (l.mine = 0 OR o.n <= (SELECT max(r.n) FROM receipt r WHERE r.rid = o.rid)))
FROM blob b
WHERE b.held = 1 AND (b.record, b.scope) IN (
  SELECT record, scope FROM blob WHERE sent = 0 AND held = 1)
GROUP BY CASE WHEN b.record = '' THEN b.sha256 ELSE b.record END, b.scope
ORDER BY min(b.rowid) LIMIT ?1)sql";
constexpr std::string_view kPhotosLeft = R"sql(
SELECT count(DISTINCT CASE WHEN record = '' THEN sha256 ELSE record END), coalesce(sum(bytes), 0)
FROM blob WHERE sent = 0 AND held = 1)sql";
constexpr std::string_view kRefusals =
    "SELECT op, record, code, text, at FROM refusal ORDER BY at DESC, rowid DESC";
constexpr std::string_view kPlaceOf = "SELECT kind, scope FROM op WHERE record = ?1 LIMIT 1";
constexpr std::string_view kPhotoKind = "photo";

Held held_of(std::int64_t waiting, bool parked, bool refused) {
    if (refused) return Held::Refused;
    if (waiting > 0) return Held::OnDevice;
    return parked ? Held::Waits : Held::AtServer;
}

std::vector<QueueItem> read_items(const Store& store, Wording& wording, std::string_view node) {
    std::vector<QueueItem> out;
    {
        Query query = store.db().query(kItems, node, kQueueItemsMax);
        while (query.step()) {
            QueueItem& item = out.emplace_back();
            item.record = query.str(0);
            item.kind = query.str(1);
            item.scope = query.str(2);
            item.at = query.integer(3);
            item.saves = query.integer(4);
            item.waiting = query.integer(5);
            item.confirmed_at = query.integer(7);
            item.held = held_of(item.waiting, query.integer(6) != 0, query.integer(8) != 0);
        }
    }
    for (QueueItem& item : out)
        item.title = list_title(store, wording, {item.scope, item.kind, item.record});
    return out;
}

/// What the photo's record says of it.
void name_photo(const Store& store, Wording& wording, const std::string& scope, QueuePhoto& photo) {
    const TypedTable* table = store.table(kPhotoKind);
    if (table == nullptr || photo.record.empty()) return;
    const Values values = table->read(store.db(), photo.record, scope).value_or(Values{});
    const auto text_in = [&](std::string_view name) {
        const auto found = values.find(name);
        const std::string* text = found == values.end() ? nullptr : found->second.text();
        return text == nullptr ? std::string{} : *text;
    };
    photo.title = text_in("title");
    if (photo.title.empty()) photo.title = wording.title(text_in("subject"));
    const Field* stage = table->form().find("stage");
    const std::string code = text_in("stage");
    if (stage != nullptr && !code.empty()) photo.stage = wording.value(*stage, Json(code));
}

std::vector<QueuePhoto> read_photos(const Store& store, Wording& wording) {
    std::vector<QueuePhoto> out;
    std::vector<std::string> scopes;
    {
        Query query = store.db().query(kPhotos, kQueuePhotosMax);
        while (query.step()) {
            if (query.integer(2) == 0) continue;
            QueuePhoto& photo = out.emplace_back();
            photo.record = query.str(0);
            photo.at = query.integer(1);
            photo.files_left = query.integer(2);
            photo.bytes_done = query.integer(3);
            photo.bytes = query.integer(4);
            scopes.push_back(query.str(5));
            photo.record_first = query.integer(6) != 0;
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        name_photo(store, wording, scopes[i], out[i]);
    return out;
}

/// What a draft holds, each part by the label of its field.
std::vector<std::pair<std::string, std::string>> lines_of(Wording& wording, const Form* form,
                                                          const Json& content) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [how, part] : content.items()) {
        const std::string key = "sync.draft." + how;
        if (!part.is_object()) {  // "why", "bytes"
            if (part.is_string()) {
                out.emplace_back(wording.say({key, {}}), part.get<std::string>());
            }
            continue;
        }
        for (const auto& [name, value] : part.items()) {
            const Field* field = form == nullptr ? nullptr : form->find(name);
            const std::string label = field == nullptr ? name : wording.label(field->label);
            const std::string shown =
                field == nullptr ? write_json(value) : wording.value(*field, value);
            out.emplace_back(wording.say({key, {{"field", label}}}), shown);
        }
    }
    return out;
}

void take_draft(const Store& store, Wording& wording, const Json& draft, RefusedWork& work) {
    work.record = text_of(draft, "record");
    work.kind = text_of(draft, "kind");
    work.scope = text_of(draft, "scope");
    work.has_draft = true;
    const Json& content = draft.at("content");
    work.lines = lines_of(wording, store.policy().find(work.kind), content);
    const auto set = content.find("set");
    if (set == content.end() || !set->is_object()) return;
    work.set = *set;
    work.title = wording.title(work.kind, *set);
}

std::vector<RefusedWork> read_refused(const Store& store, Wording& wording) {
    std::vector<RefusedWork> out;
    {
        Query query = store.db().query(kRefusals);
        while (query.step()) {
            RefusedWork& work = out.emplace_back();
            work.id = query.str(0);
            work.record = query.str(1);
            work.code = query.str(2);
            work.reason = query.str(3);
            work.at = query.integer(4);
        }
    }
    for (const Json& draft : list_drafts(store)) {
        // One without a reason was only begun: it waits in its form.
        if (text_of(draft, "reason").empty()) continue;
        const std::string_view id = text_of(draft, "id");
        auto work = std::find_if(out.begin(), out.end(),
                                 [&](const RefusedWork& each) { return each.id == id; });
        if (work == out.end()) {
            out.emplace_back().id = id;
            work = out.end() - 1;
            work->reason = text_of(draft, "reason");
            work->at = draft.at("at").get<Millis>();
        }
        take_draft(store, wording, draft, *work);
    }
    for (RefusedWork& work : out) {
        if (work.kind.empty()) {
            Query query = store.db().query(kPlaceOf, std::string_view{work.record});
            if (query.step()) {
                work.kind = query.str(0);
                work.scope = query.str(1);
            }
        }
        const std::string title = list_title(store, wording, {work.scope, work.kind, work.record});
        if (!title.empty()) work.title = title;
        const std::optional<RecordKey> key = find_record(store, work.record);
        work.record_here = key && key->kind == work.kind;
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const RefusedWork& a, const RefusedWork& b) { return a.at > b.at; });
    return out;
}

}  // namespace

std::string list_title(const Store& store, Wording& wording, const RecordKey& key) {
    std::string title = wording.title(key.id);
    const TypedTable* table = title.empty() ? store.table(key.kind) : nullptr;
    if (table == nullptr) return title;
    const Values values = table->read(store.db(), key.id, key.scope).value_or(Values{});
    for (const Field& field : table->form().fields) {
        if (field.type != FieldType::Reference) continue;
        const auto found = values.find(field.name);
        const std::string* id = found == values.end() ? nullptr : found->second.text();
        if (id != nullptr) title = wording.title(*id);
        if (!title.empty()) return title;
    }
    return title;
}

SyncQueue read_sync_queue(const Store& store, Wording& wording) {
    const Snapshot snapshot{store.db()};
    SyncQueue out;
    const std::string node = store.meta("server_node").value_or("");
    out.server = store.meta("server").value_or("");
    for (const ScopeState& scope : scope_states(store)) {
        if (scope.lost) out.lost.push_back(scope.scope);
    }
    out.contact = last_contact(store);
    const SyncStatus own = sync_status(store);
    out.on_device = own.on_device;
    out.at_server = own.acknowledged;
    {
        Query query = store.db().query(kRecords, std::string_view{node});
        query.step();
        out.records = query.integer(0);
        out.records_waiting = query.integer(1);
    }
    out.items = read_items(store, wording, node);
    {
        Query query = store.db().query(kPhotosLeft);
        query.step();
        out.photos_left = query.integer(0);
        out.photo_bytes_left = query.integer(1);
    }
    out.photos = read_photos(store, wording);
    out.sending = photo_sending(store);
    out.refused = read_refused(store, wording);
    out.parked = store.db().integer("SELECT count(*) FROM op WHERE parked = 1").value_or(0);
    out.conflicts = open_conflicts(store);
    out.rounds = logged_rounds(store, kQueueRoundsMax);
    out.last_good = last_good_round(store);
    return out;
}

bool forget_refused(const Store& store, const std::string& id) {
    return drop_draft(store, id);
}

}  // namespace cunji
