// The policy as files: those built in, and all of them as one JSON text.

#include "shared/base/assets.h"
#include "shared/json/json.h"
#include "shared/policy/policy_loader.h"

namespace cunji {

namespace {

constexpr std::string_view kFolder = "policy/";
constexpr std::string_view kForms = "policy/forms/";
constexpr std::string_view kCommon = "policy/common.json";
constexpr std::int64_t kPackVersion = 1;

const std::int64_t* integer_of(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    if (found == object.end()) return nullptr;
    return found->get_ptr<const Json::number_integer_t*>();
}

}  // namespace

std::vector<PolicyFile> built_in_policy_files() {
    std::vector<PolicyFile> files;
    for (const Asset& entry : assets()) {
        if (entry.path != kCommon && !entry.path.starts_with(kForms)) continue;
        files.push_back({std::string(entry.path.substr(kFolder.size())), std::string(entry.bytes)});
    }
    return files;
}

std::int64_t built_in_policy_version() {
    const Result<Json> common = parse_json(asset(kCommon));
    CHECK_THAT(common.ok() && common->is_object());
    const std::int64_t* version = integer_of(*common, "version");
    CHECK_THAT(version != nullptr && *version >= 1);
    return *version;
}

std::string pack_policy(std::span<const PolicyFile> files, std::int64_t version) {
    Json list = Json::array();
    for (const PolicyFile& file : files) {
        list.push_back(Json{{"path", file.path}, {"text", file.bytes}});
    }
    return write_json(Json{{"v", kPackVersion}, {"version", version}, {"files", std::move(list)}});
}

Result<PackedPolicy> unpack_policy(std::string_view bytes) {
    const Result<Json> parsed = parse_json(bytes);
    if (!parsed) return parsed.error();
    const Message broken{"error.policy.packed", {}};
    if (!parsed->is_object()) return broken;
    const std::int64_t* pack_version = integer_of(*parsed, "v");
    if (pack_version != nullptr && *pack_version > kPackVersion) {
        return Message{"error.policy.packed_newer", {}};
    }
    const std::int64_t* version = integer_of(*parsed, "version");
    const auto files = parsed->find("files");
    if (pack_version == nullptr || *pack_version < 1 || version == nullptr || *version < 1 ||
        files == parsed->end() || !files->is_array()) {
        return broken;
    }
    PackedPolicy packed;
    packed.version = *version;
    for (const Json& file : *files) {
        if (!file.is_object()) return broken;
        const auto text = file.find("text");
        const std::string_view path = text_of(file, "path");
        if (path.empty() || text == file.end() || !text->is_string()) return broken;
        packed.files.push_back({std::string(path), text->get<std::string>()});
    }
    return packed;
}

}  // namespace cunji
