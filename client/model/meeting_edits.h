#pragma once

#include "client/model/meeting_sitting.h"

#include <string>
#include <string_view>

// What a person does on the page of a meeting, as changes of its form. Pure.
namespace cunji::meeting {

/// A choice of the form; with another kind of meeting, heads are counted as that kind is.
void choose(FormSession& form, const FieldPlace& place, Json value);

/// Somebody has come.
void seat(FormSession& form, const PersonCard& person, const Sitting& sitting);
void seat_name(FormSession& form, const std::string& name, const Sitting& sitting);

/// A vote on a record, or, without one, on a matter that is still to be typed.
void add_ballot(FormSession& form, const std::string& subject, const Sitting& sitting);
/// All that the meeting is about and that is not voted on yet.
void add_ballots_for_related(FormSession& form, const Sitting& sitting);
/// Those of the household that is voted on do not vote.
void recuse(FormSession& form, const Sitting& sitting, const std::string& ballot);

/// A place to sign for somebody who was there; nothing when there is one.
void add_signer(FormSession& form, const Sitting& sitting, const std::string& seat,
                const People& people);

/// The numbers that follow from others: who came from the list, unless somebody counted more than
/// there are names; what passed from the votes. `named`: how many the list had before.
/// @returns how many it has now
std::int64_t settle(FormSession& form, const People& people, std::int64_t named);
/// The same without the first.
void settle_votes(FormSession& form, const People& people);

}  // namespace cunji::meeting
