#pragma once

#include "server/demo/world.h"

#include <cstddef>

namespace cunji::demo {

// The parts of the county, in the order in which they are made.

/// Codes, names and places, in memory only.
void lay_out_county(World& world, std::size_t villages);
/// Accounts, devices and rights; records of kind person.
void appoint_staff(World& world);
/// Records of kind region.
void write_places(World& world);
/// Families with their members and what they live by, in memory only.
void people_village(World& world, Village& village);
/// household and member.
void write_households(World& world, Village& village);
/// household_year, member_year, living_condition and their reviews.
void write_years(World& world, Village& village);
/// income_entry of some households: they add up to their household_year.
void write_ledgers(World& world, Village& village);
/// help_pairing and help_measure.
void write_help(World& world, Village& village);
/// visit, followup and photos of visits.
void write_visits(World& world, Village& village);
/// project, progress and their photos.
void write_projects(World& world);
/// meeting, attendee, vote and signature.
void write_meetings(World& world, Village& village);
void write_township_meetings(World& world);
/// publicity, objection and photos of them.
void write_notices(World& world, Village& village);

/// Edits of people who did not see each other.
void plant_conflicts(World& world);
/// Households that were registered in two villages.
void plant_duplicates(World& world);
/// One counterexample, at least, for each rule that the fields allow one for.
void plant_errors(World& world);

// Used by several parts.

/// Somewhere within so many 1e-7 degrees.
Spot near(Chance& chance, const Spot& spot, std::int64_t units);
std::string crop_of(World& world, Chance& chance);
/// A list of texts or ids as a field takes it.
Json texts_json(const std::vector<std::string>& list);
/// Somebody with a name and a number, without a place in a family yet.
Villager make_villager(World& world, Chance& chance, bool male, Day birth,
                       const std::string& ethnic, const std::string& surname);
/// Health, school, work and insurance of the last year, as the age allows.
void find_facts(World& world, Chance& chance, Villager& villager);
/// Which households are registered, what they are poor by, and when they got out.
void find_poverty(World& world, Chance& chance, Village& village);
/// The family's money, year by year.
void find_income(World& world, Chance& chance, Family& family);
/// The fields of a record that is new.
Json member_fields(const Villager& villager, const std::string& household);
Json household_fields(const Family& family, const std::string& head_reference);

}  // namespace cunji::demo
