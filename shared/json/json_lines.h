#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cunji {

/// Where the values of a JSON text stand, so that a mistake in a file is named by its line.
class JsonLines {
public:
    JsonLines() = default;
    /// @pre parse_json() accepts the text.
    explicit JsonLines(std::string_view text);

    /// The line, from 1, of the value at a path such as "/fields/3/choices/0/code"; for a path
    /// that is not there, of what stands around it.
    [[nodiscard]] int line_of(std::string_view path) const;

private:
    std::map<std::string, int, std::less<>> lines_;
};

}  // namespace cunji
