#include "client/app/status.h"
#include "client/reading/household_card_parts.h"
#include "shared/store/reading.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace cunji {

namespace {

constexpr std::string_view kOfHousehold =
    "household = ?1 AND void_reason IS NULL AND merge_into IS NULL";
constexpr std::string_view kPhotoCount = R"sql(
SELECT count(*) FROM photo
WHERE subject = ?1 AND void_reason IS NULL AND merge_into IS NULL)sql";
constexpr std::array<std::string_view, 3> kOpenStates{"open", "assigned", "doing"};

std::string text_in(const Json& row, const char* field) {
    return std::string{text_of(row, field)};
}

/// Names in the place of the ids that a person cannot read; what is not known stays.
Json with_names(const Store& store, const Field& field, Json value) {
    if (field.type != FieldType::Reference && field.type != FieldType::Photos) return value;
    if (value.is_string()) {
        std::string name = name_of_id(store, value.get<std::string>());
        if (!name.empty()) return name;
    } else if (value.is_structured()) {
        for (Json& part : value)
            part = with_names(store, field, std::move(part));
    }
    return value;
}

}  // namespace

std::vector<CardVisit> read_card_visits(const Store& store, std::string_view id) {
    std::vector<CardVisit> out;
    std::map<std::string, std::string> names;
    const auto name_of = [&](const std::string& person) {
        const auto known = names.find(person);
        if (known != names.end()) return known->second;
        return names.emplace(person, name_of_id(store, person)).first->second;
    };
    for (const Json& row : read_rows(store, "visit", kOfHousehold, id)) {
        CardVisit& visit = out.emplace_back();
        visit.id = text_in(row, "id");
        visit.purpose = text_in(row, "purpose");
        visit.start_at = text_in(row, "start_at");
        for (const std::string& visitor : texts_in(row, "visitors")) {
            std::string name = name_of(visitor);
            if (!name.empty()) visit.visitors.push_back(std::move(name));
        }
        visit.present = name_of(text_in(row, "present_member"));
        visit.content = text_in(row, "content");
        visit.findings = texts_in(row, "findings");
        visit.appeal = text_in(row, "appeal");
        visit.satisfaction = text_in(row, "satisfaction");
        visit.signed_by_household = !text_of(row, "head_sign").empty();
        visit.photos = store.db().integer(kPhotoCount, std::string_view{visit.id}).value_or(0);
        visit.review = text_in(row, "review");
    }
    std::sort(out.begin(), out.end(), [](const CardVisit& a, const CardVisit& b) {
        return std::tie(b.start_at, b.id) < std::tie(a.start_at, a.id);
    });
    return out;
}

std::vector<PhotoItem> read_card_photos(const Store& store, const HouseholdCard& card) {
    std::vector<std::string> subjects{card.key.id};
    for (const CardVisit& visit : card.visits)
        subjects.push_back(visit.id);
    for (const CardMeasure& measure : card.measures)
        subjects.push_back(measure.id);
    for (const CardFollowup& followup : card.followups)
        subjects.push_back(followup.id);
    if (!card.living.id.empty()) subjects.push_back(card.living.id);
    return photos_of(store, subjects);
}

std::vector<CardFollowup> read_card_followups(const Store& store, std::string_view id, Day today) {
    std::vector<CardFollowup> out;
    for (const Json& row : read_rows(store, "followup", kOfHousehold, id)) {
        CardFollowup& followup = out.emplace_back();
        followup.id = text_in(row, "id");
        followup.description = text_in(row, "description");
        followup.state = text_in(row, "state");
        followup.urgency = text_in(row, "urgency");
        followup.owner = name_of_id(store, text_of(row, "owner"));
        followup.due_on = day_of(text_of(row, "due_on"));
        followup.open = followup.state.empty() || std::find(kOpenStates.begin(), kOpenStates.end(),
                                                            followup.state) != kOpenStates.end();
        followup.overdue = followup.open && followup.due_on && *followup.due_on < today;
    }
    std::sort(out.begin(), out.end(), [](const CardFollowup& a, const CardFollowup& b) {
        return std::make_tuple(!a.open, a.due_on.value_or(Day::max()), a.id) <
               std::make_tuple(!b.open, b.due_on.value_or(Day::max()), b.id);
    });
    return out;
}

void add_card_changes(const Store& store, const RecordKey& key, const std::string& name,
                      std::vector<CardChange>& out) {
    const std::optional<Json> record = trace_record(store, key.id);
    const TypedTable* table = store.table(key.kind);
    if (!record || table == nullptr || text_of(*record, "scope") != key.scope) return;
    for (const Json& entry : (*record)["history"]) {
        for (const auto& [field_name, value] : entry["fields"].items()) {
            const Field* field = table->form().find(field_name);
            CardChange& change = out.emplace_back();
            change.op = text_of(entry, "op");
            change.record = key.id;
            change.kind = key.kind;
            change.record_name = name;
            change.field = field_name;
            change.value = write_json(field == nullptr ? value : with_names(store, *field, value));
            change.author = text_of(entry, "name");
            if (change.author.empty()) change.author = text_of(entry, "author");
            change.device = text_of(entry, "device");
            change.at = number_in(entry, "at").value_or(0);
            change.why = text_of(entry, "why");
            change.refused = text_of(entry, "refused");
            change.only_here = text_of(entry, "where") == "device";
        }
    }
}

}  // namespace cunji
