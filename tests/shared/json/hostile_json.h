#pragma once

#include <string>
#include <vector>

namespace cunji::test {

/// Texts that are not JSON, or JSON that we do not take: what a broken program, a bad network or
/// somebody with bad intentions sends. In the manner of Nicolas Seriot's "Parsing JSON is a
/// Minefield"; written for us.
std::vector<std::string> hostile_json();

}  // namespace cunji::test
