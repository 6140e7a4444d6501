#include "shared/json/json.h"

#include "shared/json/counted_text.h"
#include "shared/json/rapid_writer.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <rapidjson/reader.h>
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

/// Half of a character beyond U+FFFF, which RapidJSON lets pass where "\udc00" stands alone.
bool has_surrogate(std::string_view text) {
    for (std::size_t at = text.find('\xed'); at != std::string_view::npos;
         at = text.find('\xed', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xa0) return true;
    }
    return false;
}

/// RapidJSON's events, as the builder takes them.
// NOLINTBEGIN(readability-identifier-naming): the library's names
class RapidEvents {
public:
    using Ch = char;

    explicit RapidEvents(StrictBuilder& builder) : builder_(builder) {}

    bool Null() { return builder_.null(); }

    bool Bool(bool value) { return builder_.boolean(value); }

    bool Int(int value) { return builder_.number_integer(value); }

    bool Uint(unsigned value) { return builder_.number_unsigned(value); }

    bool Int64(std::int64_t value) { return builder_.number_integer(value); }

    bool Uint64(std::uint64_t value) { return builder_.number_unsigned(value); }

    bool Double(double value) { return builder_.number_float(value, {}); }

    static bool RawNumber(const char* /*text*/, rapidjson::SizeType /*size*/, bool /*copy*/) {
        return false;
    }

    bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
        std::string value(text, size);
        return !has_surrogate(value) && builder_.string(value);
    }

    bool StartObject() { return builder_.start_object(0); }

    bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
        std::string name(text, size);
        return !has_surrogate(name) && builder_.key(name);
    }

    bool EndObject(rapidjson::SizeType /*members*/) { return builder_.end_object(); }

    bool StartArray() { return builder_.start_array(0); }

    bool EndArray(rapidjson::SizeType /*items*/) { return builder_.end_array(); }

private:
    StrictBuilder& builder_;
};

// NOLINTEND(readability-identifier-naming)

bool fits_rapid(const std::string& text) {
    return text.size() <= std::numeric_limits<rapidjson::SizeType>::max();
}

bool write_text(const std::string& text, RapidWriter& writer) {
    return fits_rapid(text) && writer.String(text.data(), static_cast<unsigned>(text.size()));
}

/// False where it cannot: bytes that are no UTF-8, kinds of values that messages do not have.
bool write_value(const Json& json, RapidWriter& writer) {
    switch (json.type()) {
        case Json::value_t::null:
            return writer.Null();
        case Json::value_t::boolean:
            return writer.Bool(json.get<bool>());
        case Json::value_t::number_integer:
            return writer.Int64(json.get<std::int64_t>());
        case Json::value_t::number_unsigned:
            return writer.Uint64(json.get<std::uint64_t>());
        case Json::value_t::string:
            return write_text(json.get_ref<const std::string&>(), writer);
        case Json::value_t::array:
            return writer.StartArray() &&
                   std::all_of(json.begin(), json.end(),
                               [&](const Json& item) { return write_value(item, writer); }) &&
                   writer.EndArray();
        case Json::value_t::object: {
            const auto& members = json.get_ref<const Json::object_t&>();
            return writer.StartObject() &&
                   std::all_of(members.begin(), members.end(),
                               [&](const auto& member) {
                                   return write_text(member.first, writer) &&
                                          write_value(member.second, writer);
                               }) &&
                   writer.EndObject();
        }
        case Json::value_t::number_float:
        case Json::value_t::binary:
        case Json::value_t::discarded:
            break;
    }
    return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
    // The library takes a zero byte for the end of the text and would let anything follow it.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        const auto lines =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n');
        return Message{"error.json.syntax",
                       {{"what", std::to_string(zero + 1)}, {"line", std::to_string(lines + 1)}}};
    }
    // RapidJSON reads several times as fast as the tree's own parser, which walks only over what
    // the fast one refused: to say where the mistake is, and to have the last word.
    StrictBuilder builder;
    RapidEvents events{builder};
    rapidjson::MemoryStream stream{text.data(), text.size()};
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator> reader;
    if (reader.Parse<rapidjson::kParseValidateEncodingFlag>(stream, events)) return builder.take();
    CountedText counted(text);
    StrictBuilder again(&counted);
    const bool right = Json::sax_parse(counted.begin(), counted.end(), &again);
    if (right) return again.take();
    return again.problem();
}

std::string write_json(const Json& json) {
    rapidjson::StringBuffer out;
    RapidWriter writer{out};
    if (write_value(json, writer)) return {out.GetString(), out.GetSize()};
    // Bytes that are no UTF-8 cannot come from parse_json; from elsewhere they are replaced.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view text_of(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return {};
    return found->get_ref<const std::string&>();
}

}  // namespace cunji
