#pragma once

#include "shared/base/result.h"
#include "shared/policy/form.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// One file of assets/policy, by the path people know it under.
struct PolicyFile {
    std::string path;
    std::string bytes;
};

/// Reads forms/*.json and common.json. The first problem ends it: its Message names file, line and
/// what to do (error.policy.*). A form that is accepted never surprises the engine later.
Result<Policy> load_policy(std::span<const PolicyFile> files, std::int64_t version);

/// The same of some of a policy's forms and its common.json: `other_kinds` are there too and may be
/// referred to.
Result<Policy> load_some_forms(std::span<const PolicyFile> files, std::int64_t version,
                               std::set<std::string, std::less<>> other_kinds);

/// The files built into this program, and the policy they make; both programs start from it.
std::vector<PolicyFile> built_in_policy_files();
/// Their version: the number in common.json, raised whenever any of the files changes.
std::int64_t built_in_policy_version();

/// One JSON text of all files, for the wire and the `form` table, and back.
std::string pack_policy(std::span<const PolicyFile> files, std::int64_t version);

struct PackedPolicy {
    std::int64_t version = 0;
    std::vector<PolicyFile> files;
};

Result<PackedPolicy> unpack_policy(std::string_view bytes);

}  // namespace cunji
