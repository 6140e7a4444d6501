#pragma once

#include "shared/policy/form.h"

namespace cunji::test {

/// A form of kind "visit" with a field of every merge rule, named short for tables of examples:
///   a latest           b latest, flagged   c keep_both   d max   e min   s set   l append
///   age computed       lat, lon, accuracy  one unit, latest
/// and the common review (status: draft, submitted, returned, approved, locked) and void_reason
/// (flagged).
Form a_form();

/// The same without one field: what a device knows whose forms are older.
Form a_form_without(std::string_view field);

}  // namespace cunji::test
