#include "shared/json/json_lines.h"

#include "shared/json/counted_text.h"
#include "shared/json/json.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace cunji {

namespace {

/// Notes the line of each value as the parser passes it.
class LineCollector {
public:
    LineCollector(CountedText& text, std::map<std::string, int, std::less<>>& lines)
        : text_(text), lines_(lines) {}

    bool null() { return pass(); }

    bool boolean(bool /*value*/) { return pass(); }

    bool number_integer(std::int64_t /*value*/) { return pass(); }

    bool number_unsigned(std::uint64_t /*value*/) { return pass(); }

    bool number_float(double /*value*/, const std::string& /*text*/) { return pass(); }

    bool string(std::string& /*value*/) { return pass(); }

    bool binary(Json::binary_t& /*value*/) { return false; }

    bool start_object(std::size_t /*size*/) { return open(false); }

    bool start_array(std::size_t /*size*/) { return open(true); }

    bool end_object() { return close(); }

    bool end_array() { return close(); }

    bool key(std::string& name) {
        open_.back().key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*why*/) {
        return false;
    }

private:
    struct Container {
        std::string path;
        bool array = false;
        std::size_t next = 0;
        std::string key;
    };

    std::string enter() {
        std::string path;
        if (!open_.empty()) {
            Container& parent = open_.back();
            path = parent.path + '/' + (parent.array ? std::to_string(parent.next++) : parent.key);
        }
        lines_[path] = text_.line();
        return path;
    }

    bool pass() {
        enter();
        return true;
    }

    bool open(bool array) {
        open_.push_back({.path = enter(), .array = array, .next = 0, .key = {}});
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    CountedText& text_;
    std::map<std::string, int, std::less<>>& lines_;
    std::vector<Container> open_;
};

}  // namespace

JsonLines::JsonLines(std::string_view text) {
    CountedText counted(text);
    LineCollector collector(counted, lines_);
    Json::sax_parse(counted.begin(), counted.end(), &collector);
}

int JsonLines::line_of(std::string_view path) const {
    while (true) {
        const auto found = lines_.find(path);
        if (found != lines_.end()) return found->second;
        const std::size_t slash = path.rfind('/');
        if (slash == std::string_view::npos) return 1;
        path = path.substr(0, slash);
    }
}

}  // namespace cunji
