#include "shared/record/op.h"

#include "shared/base/uuid.h"
#include "shared/crypto/crypto.h"
#include "shared/json/json.h"
#include "shared/json/json_writer.h"

#include <algorithm>
#include <charconv>

namespace cunji {

namespace {

constexpr std::size_t kNameMax = 64;   // kinds, fields
constexpr std::size_t kScopeMax = 64;  // administrative codes have 6, 9 or 12 digits
constexpr std::size_t kWhyMax = 4096;

void write_value(JsonWriter& json, const Value& value) {
    if (const bool* boolean = value.boolean()) return json.boolean(*boolean);
    if (const std::int64_t* integer = value.integer()) return json.integer(*integer);
    if (const std::string* text = value.text()) return json.text(*text);
    const Value::List* list = value.list();
    if (list == nullptr) return json.null();
    json.open_array();
    for (const Value& item : *list)
        write_value(json, item);
    json.close_array();
}

/// Nothing where there are none.
template <typename Pairs>
void write_pairs(JsonWriter& json, std::string_view key, const Pairs& pairs) {
    if (pairs.empty()) return;
    json.key(key);
    json.open_object();
    for (const auto& [name, content] : pairs) {
        json.key(name);
        write_value(json, content);
    }
    json.close_object();
}

void write_ids(JsonWriter& json, std::string_view key, const std::vector<OpId>& ids) {
    json.key(key);
    json.open_array();
    for (const OpId& id : ids)
        json.text(to_text(id));
    json.close_array();
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > kNameMax || text.front() < 'a' || text.front() > 'z') {
        return false;
    }
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_scope(std::string_view text) {
    if (text.empty() || text.size() > kScopeMax) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    });
}

/// Reads the members of an op's object one after the other and remembers the first that is wrong.
class Reader {
public:
    explicit Reader(const Json& object) : object_(object) {}

    /// The member, or nullptr.
    const Json* take(const char* key) {
        const auto found = object_.find(key);
        if (found == object_.end()) return nullptr;
        ++taken_;
        return &*found;
    }

    std::int64_t integer(const char* key, std::int64_t least,
                         std::int64_t most = std::int64_t{1} << 53U) {
        const Json* member = take(key);
        if (member == nullptr || !member->is_number_integer()) return wrong(key), least;
        const auto value = member->get<std::int64_t>();
        if (value < least || value > most) wrong(key);
        return value;
    }

    std::string text(const char* key) {
        const Json* member = take(key);
        if (member == nullptr) return {};
        if (!member->is_string()) return wrong(key), std::string{};
        return member->get<std::string>();
    }

    std::vector<OpId> ids(const char* key, std::size_t most) {
        std::vector<OpId> out;
        const Json* member = take(key);
        if (member == nullptr) return out;
        if (!member->is_array() || member->size() > most) return wrong(key), out;
        for (const Json& item : *member) {
            const auto id = item.is_string() ? op_id_from_text(item.get_ref<const std::string&>())
                                             : std::nullopt;
            if (!id) return wrong(key), out;
            out.push_back(*id);
        }
        return out;
    }

    std::vector<std::pair<std::string, Value>> values(const char* key) {
        std::vector<std::pair<std::string, Value>> out;
        const Json* member = take(key);
        if (member == nullptr) return out;
        if (!member->is_object()) return wrong(key), out;
        for (const auto& [name, content] : member->items()) {
            std::optional<Value> value = value_from_json(content);
            if (!value || !is_name(name)) return wrong(key), out;
            out.emplace_back(name, std::move(*value));
        }
        return out;
    }

    std::vector<std::pair<std::string, Value::List>> lists(const char* key) {
        std::vector<std::pair<std::string, Value::List>> out;
        for (auto& [name, value] : values(key)) {
            if (value.list() == nullptr || value.list()->empty()) return wrong(key), out;
            out.emplace_back(name, *value.list());
        }
        return out;
    }

    void must(bool holds, const char* key) {
        if (!holds) wrong(key);
    }

    /// Every member was asked for, and each was right.
    [[nodiscard]] std::optional<Message> problem() const {
        if (!wrong_.empty()) return Message{"error.op.member", {{"member", wrong_}}};
        if (taken_ != object_.size()) return Message{"error.op.unknown_member", {}};
        return std::nullopt;
    }

private:
    void wrong(const char* key) {
        if (wrong_.empty()) wrong_ = key;
    }

    const Json& object_;
    std::size_t taken_ = 0;
    std::string wrong_;
};

void read_group(Reader& reader, Op& op) {
    const Json* member = reader.take("g");
    reader.must(member != nullptr, "g");
    if (member == nullptr) return;
    const Json& g = *member;
    const bool pair =
        g.is_array() && g.size() == 2 && g[0].is_number_integer() && g[1].is_number_integer();
    reader.must(pair, "g");
    if (!pair) return;
    op.group_at = g[0].get<std::int64_t>();
    op.group_of = g[1].get<std::int64_t>();
    reader.must(op.group_at >= 1 && op.group_at <= op.group_of && op.group_of <= kGroupOpsMax &&
                    op.n >= op.group_at,
                "g");
}

}  // namespace

std::string to_text(const OpId& id) {
    return to_hex64(id.rid) + '.' + std::to_string(id.n) + '.' + to_hex(id.h);
}

std::optional<OpId> op_id_from_text(std::string_view text) {
    const std::size_t first = text.find('.');
    const std::size_t second = text.rfind('.');
    if (first == std::string_view::npos || first == second) return std::nullopt;
    const auto rid = from_hex64(text.substr(0, first));
    const auto h = array_from_hex<16>(text.substr(second + 1));
    const std::string_view digits = text.substr(first + 1, second - first - 1);
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    const bool number = error == std::errc{} && end == digits.data() + digits.size() && n >= 1 &&
                        digits.front() != '0';
    if (!rid || !h || !number) return std::nullopt;
    return OpId{*rid, n, *h};
}

const Value* Op::find_set(std::string_view field) const {
    for (const auto& [name, value] : set) {
        if (name == field) return &value;
    }
    return nullptr;
}

std::string encode_op(const Op& op) {
    JsonWriter json;
    const auto text = [&json](std::string_view key, std::string_view value) {
        json.key(key);
        json.text(value);
    };
    const auto integer = [&json](std::string_view key, std::int64_t value) {
        json.key(key);
        json.integer(value);
    };
    json.open_object();
    integer("v", 1);
    text("rid", to_hex64(op.rid));
    integer("n", op.n);
    json.key("g");
    json.open_array();
    json.integer(op.group_at);
    json.integer(op.group_of);
    json.close_array();
    integer("at", op.at);
    text("by", op.by);
    text("scope", op.scope);
    text("kind", op.kind);
    integer("form", op.form);
    text("rec", op.rec);
    write_ids(json, "par", op.par);
    integer("rank", op.rank);
    write_pairs(json, "set", op.set);
    write_pairs(json, "add", op.add);
    write_pairs(json, "rem", op.rem);
    write_pairs(json, "app", op.app);
    if (!op.why.empty()) text("why", op.why);
    if (!op.annul.empty()) write_ids(json, "annul", op.annul);
    json.close_object();
    return json.take();
}

Result<Op> decode_op(std::string_view bytes) {
    if (bytes.size() > kOpBytesMax) return Message{"error.op.too_big", {}};
    if (bytes.find('\n') != std::string_view::npos) return Message{"error.op.one_line", {}};
    const Result<Json> parsed = parse_json(bytes);
    if (!parsed) return parsed.error();
    const Json& object = *parsed;
    // The parser passes over a byte order mark; others who read the log do not.
    if (!object.is_object() || bytes.front() == '\xef') {
        return Message{"error.op.member", {{"member", "v"}}};
    }

    Reader reader{object};
    Op op;
    reader.integer("v", 1, 1);
    const auto rid = from_hex64(reader.text("rid"));
    reader.must(rid.has_value(), "rid");
    op.rid = rid.value_or(0);
    op.n = reader.integer("n", 1);
    read_group(reader, op);
    op.at = reader.integer("at", 0);
    op.by = reader.text("by");
    op.scope = reader.text("scope");
    op.kind = reader.text("kind");
    op.form = reader.integer("form", 0);
    op.rec = reader.text("rec");
    reader.must(object.contains("par"), "par");
    op.par = reader.ids("par", kOpParentsMax);
    op.rank = reader.integer("rank", 0, 2);
    op.set = reader.values("set");
    op.add = reader.lists("add");
    op.rem = reader.lists("rem");
    op.app = reader.lists("app");
    op.why = reader.text("why");
    op.annul = reader.ids("annul", kAnnulMax);

    const std::size_t fields = op.set.size() + op.add.size() + op.rem.size() + op.app.size();
    reader.must(is_uuid(op.by), "by");
    reader.must(is_scope(op.scope), "scope");
    reader.must(is_name(op.kind), "kind");
    reader.must(is_uuid(op.rec), "rec");
    reader.must(fields <= kOpFieldsMax, "set");
    reader.must(op.why.size() <= kWhyMax, "why");
    reader.must(op.annul.empty() || fields == 0, "annul");
    if (std::optional<Message> problem = reader.problem()) return *problem;
    return op;
}

Hash chain(const Hash& previous, std::string_view bytes) {
    return blake2b(previous, bytes);
}

OpId id_of(const Op& op, const Hash& h) {
    OpId id{op.rid, op.n, {}};
    std::copy_n(h.begin(), id.h.size(), id.h.begin());
    return id;
}

}  // namespace cunji
