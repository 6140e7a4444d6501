#include "client/views/licence_lines.h"

#include "shared/base/assets.h"

#include <algorithm>
#include <string_view>

namespace cunji {

namespace {

constexpr std::size_t kCellsShown = 3;  // what, version, licence

std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells;
    while (!row.empty()) {
        row.remove_prefix(1);  // the bar
        const std::size_t end = row.find('|');
        if (end == std::string_view::npos) break;
        std::string_view cell = row.substr(0, end);
        while (cell.starts_with(' '))
            cell.remove_prefix(1);
        while (cell.ends_with(' '))
            cell.remove_suffix(1);
        cells.emplace_back(cell);
        row.remove_prefix(end);
    }
    return cells;
}

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '`' && c != '*' && c != '#') out += c;
    }
    while (out.starts_with(' '))
        out.erase(0, 1);
    return out;
}

}  // namespace

std::vector<std::string> licence_lines() {
    std::vector<std::string> out;
    std::string_view text = asset("about/licences.md");
    bool new_paragraph = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("|---")) continue;
        if (line.starts_with('|')) {
            const std::vector<std::string> cells = cells_of(line);
            if (cells.size() >= kCellsShown) {
                out.push_back(plain(cells[0] + "  " + cells[1] + "  |  " + cells[2]));
            }
            new_paragraph = true;
            continue;
        }
        if (line.empty() || line.starts_with('#')) {
            new_paragraph = true;
            if (!line.empty()) out.push_back(plain(line));
            continue;
        }
        if (new_paragraph) {
            out.push_back(plain(line));
        } else {
            out.back() += ' ' + plain(line);
        }
        new_paragraph = false;
    }
    return out;
}

}  // namespace cunji
