#include "shared/policy/policy_node.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

constexpr std::size_t kNameMax = 40;

/// What a person editing the file is told for each refusal of the JSON reader.
const char* policy_key_of(std::string_view json_key) {
    if (json_key == "error.json.duplicate") return "error.policy.duplicate_key";
    if (json_key == "error.json.number") return "error.policy.number";
    if (json_key == "error.json.keys" || json_key == "error.json.depth") {
        return "error.policy.too_much";
    }
    return "error.policy.syntax";
}

std::string argument(const Message& message, std::string_view name) {
    for (const auto& [key, value] : message.args) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace

PolicySource::PolicySource(const PolicyFile& file) : path_(file.path), root_(Json::object()) {
    Result<Json> parsed = parse_json(file.bytes);
    if (!parsed) {
        const Message& why = parsed.error();
        problem_ = Message{
            policy_key_of(why.key),
            {{"file", path_}, {"line", argument(why, "line")}, {"what", argument(why, "what")}}};
        return;
    }
    lines_ = JsonLines(file.bytes);
    if (parsed->is_object()) {
        root_ = std::move(*parsed);
    } else {
        refuse("error.policy.not_object", "", {{}, {{"what", path_}}});
    }
}

PolicyNode PolicySource::root() {
    return {*this, root_, ""};
}

void PolicySource::refuse(const char* key, std::string_view place, const Message& args) {
    if (problem_) return;
    problem_ = Message{key, {{"file", path_}, {"line", std::to_string(lines_.line_of(place))}}};
    problem_->args.insert(problem_->args.end(), args.args.begin(), args.args.end());
}

void PolicyNode::refuse(const char* key, std::string_view member,
                        std::vector<std::pair<std::string, std::string>> args) {
    if (!field_.empty()) args.insert(args.begin(), {"field", field_});
    std::string place = place_;
    if (!member.empty()) place.append("/").append(member);
    source_->refuse(key, place, {{}, std::move(args)});
}

void PolicyNode::allow(std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : object_->items()) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        std::string allowed;
        for (const std::string_view one : keys) {
            if (!allowed.empty()) allowed += ", ";
            allowed += one;
        }
        refuse("error.policy.unknown_key", key, {{"what", key}, {"allowed", allowed}});
    }
}

void PolicyNode::need(std::string_view key) {
    if (!has(key)) refuse("error.policy.missing_key", {}, {{"what", std::string(key)}});
}

const Json* PolicyNode::member(std::string_view key, Json::value_t type, const char* problem) {
    const auto found = object_->find(key);
    if (found == object_->end()) return nullptr;
    if (found->type() == type) return &*found;
    refuse(problem, key, {{"what", std::string(key)}});
    return nullptr;
}

std::string PolicyNode::text(std::string_view key) {
    const Json* value = member(key, Json::value_t::string, "error.policy.not_text");
    if (value == nullptr) return {};
    auto text = value->get<std::string>();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        refuse("error.policy.empty_text", key, {{"what", std::string(key)}});
    }
    return text;
}

std::optional<std::int64_t> PolicyNode::integer(std::string_view key) {
    const Json* value = member(key, Json::value_t::number_integer, "error.policy.not_number");
    if (value == nullptr) return std::nullopt;
    return value->get<std::int64_t>();
}

bool PolicyNode::flag(std::string_view key) {
    const Json* value = member(key, Json::value_t::boolean, "error.policy.not_yes_no");
    return value != nullptr && value->get<bool>();
}

Label PolicyNode::label(std::string_view key) {
    const Json* value = member(key, Json::value_t::object, "error.policy.label");
    if (value == nullptr) return {};
    PolicyNode node(*source_, *value, place_ + '/' + std::string(key));
    node.name_field(field_);
    node.allow({"zh", "en"});
    if (!node.has("zh") || !node.has("en")) {
        node.refuse("error.policy.label", {}, {{"what", std::string(key)}});
    }
    return {node.text("zh"), node.text("en")};
}

std::vector<PolicyNode> PolicyNode::objects(std::string_view key) {
    std::vector<PolicyNode> out;
    const Json* list = member(key, Json::value_t::array, "error.policy.not_list");
    if (list == nullptr) return out;
    if (list->empty()) refuse("error.policy.empty_list", key, {{"what", std::string(key)}});
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string place = std::string(key) + '/' + std::to_string(i);
        const Json& entry = list->at(i);
        if (!entry.is_object()) {
            refuse("error.policy.not_object", place, {{"what", std::string(key)}});
            continue;
        }
        out.emplace_back(*source_, entry, place_ + '/' + place);
        out.back().name_field(field_);
    }
    return out;
}

std::vector<std::string> PolicyNode::texts(std::string_view key) {
    std::vector<std::string> out;
    const Json* list = member(key, Json::value_t::array, "error.policy.not_list");
    if (list == nullptr) return out;
    if (list->empty()) refuse("error.policy.empty_list", key, {{"what", std::string(key)}});
    for (const Json& entry : *list) {
        if (!entry.is_string()) {
            refuse("error.policy.not_text", key, {{"what", std::string(key)}});
            continue;
        }
        out.push_back(entry.get<std::string>());
    }
    return out;
}

bool is_policy_name(std::string_view name) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !name.empty() && name.size() <= kNameMax && lower(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return lower(c) || digit(c) || c == '_'; });
}

}  // namespace cunji
