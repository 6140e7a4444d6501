#pragma once

#include "client/reading/household_card.h"
#include "shared/json/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

// The parts of a household's card, each read from its own kind. `id` is the household's.

std::vector<CardMember> read_card_members(const Store& store, std::string_view id, Day today);
CardLiving read_card_living(const Store& store, std::string_view id);
std::vector<CardIncome> read_card_incomes(const Store& store, std::string_view id);
std::vector<CardMeasure> read_card_measures(const Store& store, std::string_view id);
std::vector<CardHelper> read_card_helpers(const Store& store, std::string_view id);
std::vector<CardVisit> read_card_visits(const Store& store, std::string_view id);
/// Of the household, its visits and what else is on the card already.
std::vector<PhotoItem> read_card_photos(const Store& store, const HouseholdCard& card);
std::vector<CardFollowup> read_card_followups(const Store& store, std::string_view id, Day today);

/// What each save of one record changed, oldest first.
void add_card_changes(const Store& store, const RecordKey& key, const std::string& name,
                      std::vector<CardChange>& out);

/// Of a record of any kind by its searchable name, of a person of the county by theirs; empty when
/// it is not known here.
std::string name_of_record(const Store& store, const RecordKey& key);
std::string name_of_id(const Store& store, std::string_view id);

// Members of a row as read_rows() gives it.
std::optional<std::int64_t> number_in(const Json& row, const char* field);
std::vector<std::string> texts_in(const Json& row, const char* field);

}  // namespace cunji
