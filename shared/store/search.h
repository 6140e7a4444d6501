#pragma once

#include "shared/store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Keeps the search index in step with a record's searchable fields (Field::search). Costs nothing
/// for a form without any, and one read when they did not change.
/// @pre the record has its line in `record`.
void update_search(Database& database, const Form& form, const RecordKey& key,
                   const RecordState& state);

/// What the index should hold of the record; empty when it should not be found: no searchable
/// value, void, merged into another or refused.
std::string search_text(const Form& form, const RecordState& state);

/// Takes the records of a scope out of the index, before they leave `record`.
void evict_search(Database& database, std::string_view scope);

/// The words of what was typed, as the index has them: letters small, full-width forms narrow,
/// signs and spaces gone; letters and digits are one word, other characters next to each other
/// another.
std::vector<std::string> search_words(std::string_view typed);

struct SearchHit {
    std::string record;
    std::string scope;
    std::string kind;
};

/// Records whose searchable fields match what was typed: part of a name (王铁), its pinyin initials
/// from the first or a later character (wtz, tz), or the beginning or the end of a number. Several
/// words: all of them. Any text is safe. `kind` empty: any. Oldest record first.
std::vector<SearchHit> search_records(Database& database, std::string_view typed,
                                      std::string_view kind, int most);

}  // namespace cunji
