#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Finding a person by the first letters of the name's pinyin, as every form here is searched:
// "wtz" finds 王铁柱.
namespace cunji {

/// More keys than this for one name would cost rows and find nothing more: of real names of three
/// characters hardly any has more than four.
constexpr std::size_t kInitialKeysMax = 16;

/// The first letters of all Mandarin readings of `c`, sorted ("cds" for 单); empty when it has
/// none.
std::string_view pinyin_initials(char32_t c);

/// Every way to write `utf8_name` by initials, sorted: a person's surname is often read otherwise
/// than the dictionary's first reading, so all are kept and any may match. ASCII letters (made
/// small) and digits stand for themselves, all else (spaces, the dot in 买买提·吐尔逊) is skipped.
/// At most kInitialKeysMax, the first ones; none when nothing of the name can be keyed.
std::vector<std::string> initial_keys(std::string_view utf8_name);

}  // namespace cunji
