#pragma once

#include <string>
#include <vector>

namespace cunji {

/// docs/licences.md as it is built in, line by line, for people: a table's row becomes "what,
/// version: licence"; marks of the format are taken out.
std::vector<std::string> licence_lines();

}  // namespace cunji
