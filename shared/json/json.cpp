#include "shared/json/json.h"

#include "shared/json/counted_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace cunji {

namespace {

constexpr std::int64_t kIntegerMax = std::int64_t{1} << 53U;
constexpr std::size_t kKeysUsual = 16;  // of an op

/// Builds the tree and says no while reading: the library alone accepts a million nested '['
/// and keeps the last of two equal keys.
class StrictBuilder {
public:
    /// `text` for the places of mistakes; nullptr where only yes or no is asked.
    explicit StrictBuilder(CountedText* text = nullptr) : text_(text) {}

    bool null() { return put(nullptr); }

    bool boolean(bool value) { return put(value); }

    bool number_integer(std::int64_t value) {
        if (value > kIntegerMax || value < -kIntegerMax) return refuse("error.json.number");
        return put(value);
    }

    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(kIntegerMax)) return refuse("error.json.number");
        return put(static_cast<std::int64_t>(value));
    }

    bool number_float(double /*value*/, const std::string& /*text*/) {
        return refuse("error.json.number");
    }

    bool string(std::string& value) {
        if (has_zero(value)) return refuse_here();
        return put(std::move(value));
    }

    bool binary(Json::binary_t& /*value*/) { return refuse("error.json.syntax"); }

    bool start_object(std::size_t /*size*/) {
        if (!open(Json::object())) return false;
        // The outermost alone: a text of many small objects would take memory for nothing.
        if (open_.size() == 1) root_.get_ref<Json::object_t&>().reserve(kKeysUsual);
        return true;
    }

    bool start_array(std::size_t /*size*/) { return open(Json::array()); }

    bool key(std::string& name) {
        if (has_zero(name)) return refuse_here();
        Json& object = *open_.back();
        if (object.contains(name)) return refuse("error.json.duplicate", name);
        if (object.size() >= kJsonKeysMax) return refuse("error.json.keys");
        key_ = std::move(name);
        return true;
    }

    bool end_object() { return close(); }

    bool end_array() { return close(); }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*why*/) {
        return refuse("error.json.syntax", std::to_string(position));
    }

    Json take() { return std::move(root_); }

    Message problem() { return std::move(problem_); }

private:
    Json* place(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Json& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        // emplace_back instead of operator[]: the key is known to be new.
        parent.get_ref<Json::object_t&>().emplace_back(std::move(key_), std::move(value));
        return &parent.get_ref<Json::object_t&>().back().second;
    }

    template <typename T>
    bool put(T&& value) {
        place(Json(std::forward<T>(value)));
        return true;
    }

    bool open(Json container) {
        if (open_.size() >= static_cast<std::size_t>(kJsonDepthMax)) {
            return refuse("error.json.depth");
        }
        open_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    // "\u0000": no text of a person has it, and databases cut the text there or refuse the row.
    static bool has_zero(std::string_view text) {
        return text.find('\0') != std::string_view::npos;
    }

    bool refuse_here() {
        return refuse("error.json.syntax", text_ != nullptr ? std::to_string(text_->read()) : "");
    }

    bool refuse(const char* key, std::string what = {}) {
        if (text_ != nullptr && problem_.key.empty()) {
            problem_ = {key, {{"what", std::move(what)}, {"line", std::to_string(text_->line())}}};
        }
        return false;
    }

    CountedText* text_;
    Json root_;
    std::vector<Json*> open_;  // a parent never grows while a child is open, so these stay valid
    std::string key_;
    Message problem_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
    // The library takes a zero byte for the end of the text and would let anything follow it.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        const auto lines =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n');
        return Message{"error.json.syntax",
                       {{"what", std::to_string(zero + 1)}, {"line", std::to_string(lines + 1)}}};
    }
    StrictBuilder builder;
    if (Json::sax_parse(text.data(), text.data() + text.size(), &builder)) return builder.take();
    // Counting bytes slows every parse; only a text with a mistake is walked again for its place.
    CountedText counted(text);
    StrictBuilder again(&counted);
    Json::sax_parse(counted.begin(), counted.end(), &again);
    return again.problem();
}

std::string write_json(const Json& json) {
    // Bytes that are no UTF-8 cannot come from parse_json; from elsewhere they are replaced.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view text_of(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return {};
    return found->get_ref<const std::string&>();
}

}  // namespace cunji
