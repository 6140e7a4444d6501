#include "shared/wire/messages.h"

#include "shared/json/json.h"

#include <algorithm>
#include <charconv>

namespace cunji {

namespace {

Message malformed(std::string_view member) {
    return {"error.wire.member", {{"member", std::string{member}}}};
}

std::string base64_of(const Signature& signature) {
    return to_base64(signature);
}

Json to_json(const Signed& content) {
    return Json::array({content.bytes, base64_of(content.signature)});
}

Json to_json(const LinePoint& point) {
    return Json::array({to_hex64(point.rid), point.n, to_hex(point.h)});
}

Json to_json(const ScopePoint& point) {
    return Json::array({point.scope, point.sseq, to_hex(point.s)});
}

Json to_json(const AuditPoint& point) {
    Json json = Json::array({point.seq, to_hex(point.head)});
    if (point.countersignature) json.push_back(base64_of(*point.countersignature));
    return json;
}

template <typename List>
Json list_of(const List& list) {
    Json array = Json::array();
    for (const auto& item : list)
        array.push_back(to_json(item));
    return array;
}

Json texts_of(const std::vector<std::string>& list) {
    Json array = Json::array();
    for (const std::string& item : list)
        array.push_back(item);
    return array;
}

Json rids_of(const std::vector<std::uint64_t>& list) {
    Json array = Json::array();
    for (const std::uint64_t rid : list)
        array.push_back(to_hex64(rid));
    return array;
}

/// Reads members of a message; remembers the first that is wrong.
class Members {
public:
    explicit Members(const Json& object) : object_(object) {
        if (!object.is_object()) fail("v");
    }

    std::string text(const char* key) {
        const Json* member = find(key);
        if (member == nullptr || !member->is_string()) return fail(key), std::string{};
        return member->get<std::string>();
    }

    std::string text_or_empty(const char* key) { return has(key) ? text(key) : std::string{}; }

    std::int64_t integer(const char* key) {
        const Json* member = find(key);
        if (member == nullptr || !member->is_number_integer()) return fail(key), std::int64_t{0};
        return member->get<std::int64_t>();
    }

    bool boolean(const char* key) {
        const Json* member = find(key);
        if (member == nullptr || !member->is_boolean()) return fail(key), false;
        return member->get<bool>();
    }

    template <std::size_t N>
    std::array<std::uint8_t, N> hex(const char* key) {
        const auto out = array_from_hex<N>(text(key));
        if (!out) fail(key);
        return out.value_or(std::array<std::uint8_t, N>{});
    }

    std::uint64_t rid(const char* key) {
        const auto out = from_hex64(text(key));
        if (!out) fail(key);
        return out.value_or(0);
    }

    Signature signature(const char* key) {
        const auto out = signature_from_base64(text(key));
        if (!out) fail(key);
        return out.value_or(Signature{});
    }

    /// Calls `read` for each element of an array member; absent is empty. `read` says if it fits.
    template <typename Read>
    void each(const char* key, std::size_t most, Read read) {
        const Json* member = find(key);
        if (member == nullptr) return;
        if (!member->is_array() || member->size() > most) return fail(key);
        for (const Json& item : *member) {
            if (!read(item)) return fail(key);
        }
    }

    [[nodiscard]] bool has(const char* key) const { return find(key) != nullptr; }

    [[nodiscard]] const Json* find(const char* key) const {
        if (!object_.is_object()) return nullptr;
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    void fail(std::string_view key) {
        if (wrong_.empty()) wrong_ = key;
    }

    [[nodiscard]] bool ok() const { return wrong_.empty(); }

    [[nodiscard]] Message problem() const { return malformed(wrong_); }

private:
    const Json& object_;
    std::string wrong_;
};

bool read_signed(const Json& item, Signed& out) {
    if (!item.is_array() || item.size() < 2 || !item[0].is_string() || !item[1].is_string()) {
        return false;
    }
    const auto signature = signature_from_base64(item[1].get_ref<const std::string&>());
    out.bytes = item[0].get<std::string>();
    out.signature = signature.value_or(Signature{});
    return signature.has_value();
}

bool read_line_point(const Json& item, LinePoint& out) {
    const bool shape = item.is_array() && item.size() == 3 && item[0].is_string() &&
                       item[1].is_number_integer() && item[2].is_string();
    if (!shape) return false;
    const auto rid = from_hex64(item[0].get_ref<const std::string&>());
    const auto h = array_from_hex<16>(item[2].get_ref<const std::string&>());
    out = {rid.value_or(0), item[1].get<std::int64_t>(), h.value_or(ShortHash{})};
    return rid && h && out.n >= 0;
}

bool read_scope_point(const Json& item, ScopePoint& out) {
    const bool shape = item.is_array() && item.size() == 3 && item[0].is_string() &&
                       item[1].is_number_integer() && item[2].is_string();
    if (!shape) return false;
    const auto s = array_from_hex<16>(item[2].get_ref<const std::string&>());
    out = {item[0].get<std::string>(), item[1].get<std::int64_t>(), s.value_or(ShortHash{})};
    return s && out.sseq >= 0;
}

bool read_audit_point(const Json& item, AuditPoint& out) {
    const bool shape =
        item.is_array() && item.size() >= 2 && item[0].is_number_integer() && item[1].is_string();
    if (!shape) return false;
    const auto head = array_from_hex<16>(item[1].get_ref<const std::string&>());
    out = {item[0].get<std::int64_t>(), head.value_or(ShortHash{}), std::nullopt};
    if (item.size() > 2) {
        if (!item[2].is_string()) return false;
        out.countersignature = signature_from_base64(item[2].get_ref<const std::string&>());
        if (!out.countersignature) return false;
    }
    return head && out.seq >= 0;
}

template <typename T, typename Read>
auto into(std::vector<T>& list, Read read) {
    return [&list, read](const Json& item) {
        T value{};
        if (!read(item, value)) return false;
        list.push_back(std::move(value));
        return true;
    };
}

auto into_texts(std::vector<std::string>& list) {
    return into(list, [](const Json& item, std::string& out) {
        if (item.is_string()) out = item.get<std::string>();
        return item.is_string();
    });
}

auto into_rids(std::vector<std::uint64_t>& list) {
    return into(list, [](const Json& item, std::uint64_t& out) {
        const auto rid =
            item.is_string() ? from_hex64(item.get_ref<const std::string&>()) : std::nullopt;
        out = rid.value_or(0);
        return rid.has_value();
    });
}

/// Splits off the text up to the next line feed.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

constexpr std::size_t kListMax = 100'000;  // bounded by the body's size long before

}  // namespace

ShortHash shorten(const Hash& hash) {
    ShortHash out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
}

std::string enrol_text(const EnrolRequest& request) {
    std::string text = "cunji-enrol-1 " + request.code + ' ' + to_hex(request.device_key) + ' ' +
                       to_hex(request.person_key);
    if (!request.scope.empty()) text += ' ' + request.scope;
    return text;
}

std::string encode(const EnrolRequest& message) {
    Json json = Json::object();
    json["v"] = 1;
    json["code"] = message.code;
    json["device_key"] = to_hex(message.device_key);
    json["person_key"] = to_hex(message.person_key);
    if (!message.scope.empty()) json["scope"] = message.scope;
    json["signature"] = base64_of(message.signature);
    return write_json(json);
}

Result<EnrolRequest> decode_enrol_request(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    EnrolRequest out;
    out.code = members.text("code");
    out.device_key = members.hex<32>("device_key");
    out.person_key = members.hex<32>("person_key");
    out.scope = members.text_or_empty("scope");
    out.signature = members.signature("signature");
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode(const EnrolAnswer& message) {
    Json json = Json::object();
    json["device"] = message.device;
    json["certificate"] = to_json(message.certificate);
    json["by"] = message.by;
    json["name"] = message.name;
    json["role"] = message.role;
    json["scopes"] = texts_of(message.scopes);
    json["node"] = message.node;
    json["epoch"] = message.epoch;
    json["county_key"] = to_hex(message.county_key);
    if (message.recovery) json["recovery"] = to_hex(*message.recovery);
    json["time"] = message.time;
    json["policy"] = message.policy;
    if (message.confirm) json["confirm"] = true;
    json["nonces"] = texts_of(message.nonces);
    return write_json(json);
}

Result<EnrolAnswer> decode_enrol_answer(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    EnrolAnswer out;
    out.device = members.text("device");
    const Json* certificate = members.find("certificate");
    if (certificate == nullptr || !read_signed(*certificate, out.certificate)) {
        members.fail("certificate");
    }
    out.by = members.text("by");
    out.name = members.text("name");
    out.role = members.text("role");
    members.each("scopes", kListMax, into_texts(out.scopes));
    out.node = members.text("node");
    out.epoch = members.text("epoch");
    out.county_key = members.hex<32>("county_key");
    if (members.find("recovery") != nullptr) out.recovery = members.hex<32>("recovery");
    out.time = members.integer("time");
    out.policy = members.integer("policy");
    out.confirm = members.find("confirm") != nullptr;
    members.each("nonces", kListMax, into_texts(out.nonces));
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode(const HelloRequest& message) {
    Json json = Json::object();
    json["v"] = 1;
    json["at"] = message.at;
    json["policy"] = message.policy;
    if (!message.epoch.empty()) json["epoch"] = message.epoch;
    if (!message.lines.empty()) json["lines"] = list_of(message.lines);
    if (!message.cursors.empty()) json["cursors"] = list_of(message.cursors);
    if (!message.announce.empty()) json["announce"] = list_of(message.announce);
    if (message.certificate) json["certificate"] = to_json(*message.certificate);
    if (message.audit) json["audit"] = to_json(*message.audit);
    return write_json(json);
}

Result<HelloRequest> decode_hello_request(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    HelloRequest out;
    out.at = members.integer("at");
    out.policy = members.integer("policy");
    out.epoch = members.text_or_empty("epoch");
    members.each("lines", kLinesPerMessageMax, into(out.lines, read_line_point));
    members.each("cursors", kListMax, into(out.cursors, read_scope_point));
    members.each("announce", kLinesPerMessageMax, into(out.announce, read_signed));
    if (const Json* certificate = members.find("certificate")) {
        Signed content;
        if (!read_signed(*certificate, content)) members.fail("certificate");
        out.certificate = std::move(content);
    }
    if (const Json* audit = members.find("audit")) {
        AuditPoint point;
        if (!read_audit_point(*audit, point)) members.fail("audit");
        out.audit = point;
    }
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode(const HelloAnswer& message) {
    Json json = Json::object();
    json["node"] = message.node;
    json["epoch"] = message.epoch;
    json["time"] = message.time;
    json["policy"] = message.policy;
    if (!message.leaves.empty()) json["leaves"] = list_of(message.leaves);
    if (!message.unknown.empty()) json["unknown"] = rids_of(message.unknown);
    Json heads = Json::array();
    for (const auto& [scope, sseq] : message.heads)
        heads.push_back(Json::array({scope, sseq}));
    json["heads"] = std::move(heads);
    if (!message.restart.empty()) json["restart"] = texts_of(message.restart);
    if (message.audit) json["audit"] = to_json(*message.audit);
    return write_json(json);
}

Result<HelloAnswer> decode_hello_answer(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    HelloAnswer out;
    out.node = members.text("node");
    out.epoch = members.text("epoch");
    out.time = members.integer("time");
    out.policy = members.integer("policy");
    members.each("leaves", kListMax, into(out.leaves, read_line_point));
    members.each("unknown", kListMax, into_rids(out.unknown));
    members.each("heads", kListMax, [&](const Json& item) {
        const bool shape = item.is_array() && item.size() == 2 && item[0].is_string() &&
                           item[1].is_number_integer();
        if (shape) out.heads.emplace_back(item[0].get<std::string>(), item[1].get<std::int64_t>());
        return shape;
    });
    members.each("restart", kListMax, into_texts(out.restart));
    if (const Json* audit = members.find("audit")) {
        Signed content;
        if (!read_signed(*audit, content)) members.fail("audit");
        out.audit = std::move(content);
    }
    if (!members.ok()) return members.problem();
    return out;
}

void append_run(std::string& body, const PushRun& run) {
    Json json = Json::object();
    json["line"] = to_hex64(run.line);
    json["from"] = run.from;
    json["parent"] = to_hex(run.parent);
    json["count"] = run.ops.size();
    if (run.seal) json["seal"] = base64_of(*run.seal);
    if (run.announce) json["announce"] = to_json(*run.announce);
    if (run.certificate) json["certificate"] = to_json(*run.certificate);
    body += write_json(json);
    body += '\n';
    for (const std::string_view op : run.ops) {
        body += op;
        body += '\n';
    }
}

Result<std::vector<PushRun>> decode_push(std::string_view text) {
    std::vector<PushRun> runs;
    while (!text.empty()) {
        const Result<Json> json = parse_json(take_line(text));
        if (!json) return json.error();
        Members members{*json};
        PushRun run;
        run.line = members.rid("line");
        run.from = members.integer("from");
        run.parent = members.hex<32>("parent");
        const std::int64_t count = members.integer("count");
        if (members.has("seal")) run.seal = members.signature("seal");
        if (const Json* announce = members.find("announce")) {
            Signed content;
            if (!read_signed(*announce, content)) members.fail("announce");
            run.announce = std::move(content);
        }
        if (const Json* certificate = members.find("certificate")) {
            Signed content;
            if (!read_signed(*certificate, content)) members.fail("certificate");
            run.certificate = std::move(content);
        }
        if (run.from < 1) members.fail("from");
        if (count < 1) members.fail("count");
        if (!members.ok()) return members.problem();
        for (std::int64_t i = 0; i < count; ++i) {
            if (text.empty()) return malformed("count");
            run.ops.push_back(take_line(text));
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

std::string encode(const PushAnswer& message) {
    Json json = Json::object();
    Json stored = Json::array();
    for (const auto& [line, n] : message.stored)
        stored.push_back(Json::array({to_hex64(line), n}));
    json["stored"] = std::move(stored);
    Json refused = Json::array();
    for (const RefusedOp& op : message.refused) {
        refused.push_back({{"id", op.id}, {"code", op.code}, {"text", op.text}});
    }
    if (!refused.empty()) json["refused"] = std::move(refused);
    Json stopped = Json::array();
    for (const StoppedLine& line : message.stopped) {
        stopped.push_back({{"line", to_hex64(line.line)},
                           {"n", line.n},
                           {"code", line.code},
                           {"text", line.text}});
    }
    if (!stopped.empty()) json["stopped"] = std::move(stopped);
    if (!message.unknown_parent.empty()) json["unknown_parent"] = rids_of(message.unknown_parent);
    if (!message.leaves.empty()) json["leaves"] = list_of(message.leaves);
    return write_json(json);
}

Result<PushAnswer> decode_push_answer(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    PushAnswer out;
    members.each("stored", kListMax, [&](const Json& item) {
        const bool shape = item.is_array() && item.size() == 2 && item[0].is_string() &&
                           item[1].is_number_integer();
        const auto rid = shape ? from_hex64(item[0].get_ref<const std::string&>()) : std::nullopt;
        if (rid) out.stored.emplace_back(*rid, item[1].get<std::int64_t>());
        return rid.has_value();
    });
    members.each("refused", kListMax, [&](const Json& item) {
        Members op{item};
        out.refused.push_back({op.text("id"), op.text("code"), op.text("text")});
        return op.ok();
    });
    members.each("stopped", kListMax, [&](const Json& item) {
        Members line{item};
        out.stopped.push_back(
            {line.rid("line"), line.integer("n"), line.text("code"), line.text("text")});
        return line.ok();
    });
    members.each("unknown_parent", kListMax, into_rids(out.unknown_parent));
    members.each("leaves", kListMax, into(out.leaves, read_line_point));
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode(const PullRequest& message) {
    Json json = Json::object();
    json["v"] = 1;
    json["epoch"] = message.epoch;
    json["cursors"] = list_of(message.cursors);
    if (!message.have.empty()) json["have"] = list_of(message.have);
    if (!message.want.empty()) json["want"] = texts_of(message.want);
    json["budget"] = message.budget;
    return write_json(json);
}

Result<PullRequest> decode_pull_request(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    PullRequest out;
    out.epoch = members.text("epoch");
    members.each("cursors", kListMax, into(out.cursors, read_scope_point));
    members.each("have", kListMax, into(out.have, read_line_point));
    members.each("want", kListMax, into_texts(out.want));
    if (members.has("budget")) {
        const std::int64_t budget = members.integer("budget");
        out.budget = budget < 1 ? 1 : std::min(static_cast<std::size_t>(budget), kPullBytesMax);
    }
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode_head(const PullAnswer& message) {
    Json json = Json::object();
    json["epoch"] = message.epoch;
    Json next = Json::array();
    for (const PullAnswer::Next& cursor : message.next) {
        next.push_back(Json::array({cursor.scope, cursor.sseq, to_hex(cursor.s)}));
    }
    json["next"] = std::move(next);
    Json lines = Json::array();
    for (const PulledLine& line : message.lines) {
        lines.push_back(Json::array(
            {line.announce.bytes, base64_of(line.announce.signature), line.county, line.name}));
    }
    if (!lines.empty()) json["lines"] = std::move(lines);
    if (!message.certificates.empty()) json["certificates"] = list_of(message.certificates);
    Json seals = Json::array();
    for (const Seal& seal : message.seals) {
        seals.push_back(Json::array(
            {to_hex64(seal.rid), seal.n, to_hex(seal.h), seal.from_n, base64_of(seal.signature)}));
    }
    if (!seals.empty()) json["seals"] = std::move(seals);
    json["more"] = message.more;
    return write_json(json);
}

void append_pulled(std::string& body, std::int64_t sseq, const Hash* parent,
                   std::string_view bytes) {
    body += std::to_string(sseq);
    body += '\t';
    body += parent != nullptr ? to_hex(*parent) : "-";
    body += '\t';
    body += bytes;
    body += '\n';
}

namespace {

bool read_next(const Json& item, PullAnswer::Next& out) {
    const bool shape = item.is_array() && item.size() == 3 && item[0].is_string() &&
                       item[1].is_number_integer() && item[2].is_string();
    if (!shape) return false;
    const auto s = array_from_hex<32>(item[2].get_ref<const std::string&>());
    out = {item[0].get<std::string>(), item[1].get<std::int64_t>(), s.value_or(Hash{})};
    return s.has_value();
}

bool read_pulled_line(const Json& item, PulledLine& out) {
    if (!read_signed(item, out.announce)) return false;
    const bool shape = item.size() == 4 && item[2].is_boolean() && item[3].is_string();
    if (!shape) return false;
    out.county = item[2].get<bool>();
    out.name = item[3].get<std::string>();
    return true;
}

bool read_seal(const Json& item, Seal& out) {
    const bool shape = item.is_array() && item.size() == 5 && item[0].is_string() &&
                       item[1].is_number_integer() && item[2].is_string() &&
                       item[3].is_number_integer() && item[4].is_string();
    if (!shape) return false;
    const auto rid = from_hex64(item[0].get_ref<const std::string&>());
    const auto h = array_from_hex<32>(item[2].get_ref<const std::string&>());
    const auto signature = signature_from_base64(item[4].get_ref<const std::string&>());
    out = {rid.value_or(0), item[1].get<std::int64_t>(), h.value_or(Hash{}),
           item[3].get<std::int64_t>(), signature.value_or(Signature{})};
    return rid && h && signature;
}

bool read_pulled_op(std::string_view line, PullAnswer::PulledOp& out) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    const auto [end, error] = std::from_chars(line.data(), line.data() + first, out.sseq);
    if (error != std::errc{} || end != line.data() + first) return false;
    const std::string_view parent = line.substr(first + 1, second - first - 1);
    if (parent != "-") {
        out.parent = array_from_hex<32>(parent);
        if (!out.parent) return false;
    }
    out.bytes = line.substr(second + 1);
    return true;
}

}  // namespace

Result<PullAnswer> decode_pull_answer(std::string_view text) {
    const Result<Json> json = parse_json(take_line(text));
    if (!json) return json.error();
    Members members{*json};
    PullAnswer out;
    out.epoch = members.text("epoch");
    members.each("next", kListMax, into(out.next, read_next));
    members.each("lines", kListMax, into(out.lines, read_pulled_line));
    members.each("certificates", kListMax, into(out.certificates, read_signed));
    members.each("seals", kListMax, into(out.seals, read_seal));
    out.more = members.boolean("more");
    if (!members.ok()) return members.problem();
    while (!text.empty()) {
        PullAnswer::PulledOp op;
        if (!read_pulled_op(take_line(text), op)) return malformed("op");
        out.ops.push_back(op);
    }
    return out;
}

std::string encode(const LeavesRequest& message) {
    Json json = Json::object();
    json["v"] = 1;
    json["scope"] = message.scope;
    json["leaves"] = list_of(message.leaves);
    return write_json(json);
}

Result<LeavesRequest> decode_leaves_request(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    LeavesRequest out;
    out.scope = members.text("scope");
    members.each("leaves", kListMax, into(out.leaves, read_line_point));
    if (!members.ok()) return members.problem();
    return out;
}

std::string encode(const LeavesAnswer& message) {
    Json json = Json::object();
    json["unknown"] = list_of(message.unknown);
    json["leaves"] = list_of(message.leaves);
    return write_json(json);
}

Result<LeavesAnswer> decode_leaves_answer(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return json.error();
    Members members{*json};
    LeavesAnswer out;
    members.each("unknown", kListMax, into(out.unknown, read_line_point));
    members.each("leaves", kListMax, into(out.leaves, read_line_point));
    if (!members.ok()) return members.problem();
    return out;
}

std::string request_text(std::string_view method, std::string_view target, std::string_view body,
                         std::string_view nonce) {
    std::string out = "cunji-request-1\n";
    out += method;
    out += '\n';
    out += target;
    out += '\n';
    out += to_hex(blake2b({body}));
    out += '\n';
    out += nonce;
    return out;
}

}  // namespace cunji
