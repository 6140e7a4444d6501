#include "client/reading/household_card.h"

#include "client/app/region_name.h"
#include "client/reading/household_card_parts.h"
#include "client/reading/household_list_read.h"
#include "shared/store/reading.h"

#include <algorithm>
#include <iterator>

namespace cunji {

namespace {

HouseholdClass class_of(const CardIncome& year) {
    if (!year.monitor_class.empty()) return HouseholdClass::Monitored;
    if (year.poverty_class.empty()) return HouseholdClass::General;
    const bool exited =
        year.exit_status == "exited_with_policy" || year.exit_status == "exited_stable";
    return exited ? HouseholdClass::Exited : HouseholdClass::Poor;
}

void read_head(const Store& store, HouseholdCard& card, const Json& row) {
    card.head = text_of(row, "head_name");
    card.number = text_of(row, "household_no");
    card.group = text_of(row, "group_name");
    card.address = text_of(row, "address");
    card.phone = text_of(row, "phone");
    card.is_relocated = text_of(row, "is_relocated");
    card.review = text_of(row, kReviewField);
    card.void_reason = text_of(row, kVoidField);
    card.merged_into = text_of(row, kMergeIntoField);
    card.remarks = texts_in(row, "remarks");
    card.size = number_in(row, "size").value_or(0);
    card.last_visit = day_of(text_of(row, "last_visit_on"));
    card.village = region_name(store, card.key.scope);
}

/// The part's own name where a person needs it to know which one is meant.
std::string part_name(const Store& store, const RecordKey& key) {
    return key.kind == "household" ? std::string{} : name_of_record(store, key);
}

void read_conflicts(const Store& store, HouseholdCard& card) {
    Query query = store.db().query(
        "SELECT DISTINCT record, kind, field FROM conflict WHERE scope = ?1 ORDER BY record, field",
        std::string_view{card.key.scope});
    while (query.step()) {
        RecordKey key{card.key.scope, query.str(1), query.str(0)};
        if (household_of(store, key.kind, key.id) != card.key.id) continue;
        std::string name = part_name(store, key);
        card.conflicts.push_back({std::move(key), std::move(name), query.str(2)});
    }
}

void mark_unsent(const Store& store, HouseholdCard& card) {
    for (const RecordKey& key : unsent_records(store)) {
        if (household_of(store, key.kind, key.id) != card.key.id) continue;
        card.only_here = true;
        const auto visit = std::find_if(card.visits.begin(), card.visits.end(),
                                        [&](const CardVisit& one) { return one.id == key.id; });
        if (visit != card.visits.end()) visit->only_here = true;
    }
}

/// Records whose history a person asks for when asking for the household's.
std::vector<RecordKey> traced_records(const Store& store, const RecordKey& household) {
    std::vector<RecordKey> out{household};
    for (const char* kind : {"member", "household_year", "living_condition"}) {
        Query query = store.db().query(
            "SELECT id FROM " + sql_name(kind) + " WHERE household = ?1 AND scope = ?2 ORDER BY id",
            std::string_view{household.id}, std::string_view{household.scope});
        while (query.step())
            out.push_back({household.scope, kind, query.str(0)});
    }
    return out;
}

}  // namespace

std::optional<HouseholdCard> read_household_card(const Store& store, std::string_view id,
                                                 Day today) {
    const Snapshot snapshot{store.db()};
    const std::vector<Json> rows = read_rows(store, "household", "id = ?1", id);
    if (rows.empty()) return std::nullopt;
    HouseholdCard card;
    card.key = {std::string{text_of(rows.front(), "scope")}, "household", std::string{id}};
    read_head(store, card, rows.front());
    card.members = read_card_members(store, id, today);
    card.living = read_card_living(store, id);
    card.incomes = read_card_incomes(store, id);
    if (!card.incomes.empty()) card.household_class = class_of(card.incomes.back());
    card.measures = read_card_measures(store, id);
    card.helpers = read_card_helpers(store, id);
    card.visits = read_card_visits(store, id);
    card.photos = read_card_photos(store, card);
    card.followups = read_card_followups(store, id, today);
    read_conflicts(store, card);
    mark_unsent(store, card);
    return card;
}

std::vector<Finding> check_household_card(const Store& store, const HouseholdCard& card) {
    std::vector<Finding> out = check_record(store, card.key);
    const auto add = [&](const char* kind, const std::string& id) {
        if (id.empty()) return;
        std::vector<Finding> more = check_record(store, {card.key.scope, kind, id});
        std::move(more.begin(), more.end(), std::back_inserter(out));
    };
    for (const CardMember& member : card.members) {
        if (member.leave_reason.empty()) add("member", member.id);
    }
    if (!card.incomes.empty()) add("household_year", card.incomes.back().id);
    add("living_condition", card.living.id);
    return out;
}

std::vector<CardChange> read_household_history(const Store& store, std::string_view id,
                                               std::size_t most) {
    const Snapshot snapshot{store.db()};
    const std::vector<Json> rows = read_rows(store, "household", "id = ?1", id);
    if (rows.empty()) return {};
    const RecordKey household{std::string{text_of(rows.front(), "scope")}, "household",
                              std::string{id}};
    std::vector<CardChange> out;
    for (const RecordKey& key : traced_records(store, household))
        add_card_changes(store, key, part_name(store, key), out);
    // Of equal time, what saw the other comes first: it is the newer one.
    std::reverse(out.begin(), out.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const CardChange& a, const CardChange& b) { return a.at > b.at; });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace cunji
