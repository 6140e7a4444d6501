#pragma once

#include "server/node.h"
#include "shared/base/result.h"
#include "shared/policy/texts.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cunji {

inline constexpr std::size_t kDemoVillages = 24;

struct DemoOptions {
    std::uint64_t seed = 1;                ///< the same seed makes the same ops, byte by byte
    std::size_t villages = kDemoVillages;  ///< of at most kDemoVillages; fewer for tests
};

/// A record that breaks a rule on purpose.
struct PlantedError {
    std::string rule;
    std::string kind;  ///< also "device"
    std::string record;
    std::string scope;
};

struct DemoSummary {
    std::int64_t ops = 0;
    std::map<std::string, std::int64_t> records;  ///< by kind
    std::size_t villages = 0;
    std::int64_t registered = 0;  ///< poor households
    std::int64_t pictures = 0;    ///< files
    std::int64_t hard_conflicts = 0;
    std::int64_t soft_conflicts = 0;
    std::int64_t duplicates = 0;  ///< households registered in two villages
    std::vector<PlantedError> errors;
    std::string errors_file;      ///< the same as JSON
    std::string secretary;        ///< name of a person to sign in as ...
    std::string secretary_scope;  ///< ... and their village
};

/// Makes the fictional county that Cunji is shown and tried with: places that no map has, people
/// who were never born, identity numbers of a prefix that was never assigned. Every record says so
/// in its field `demo`. What is done by people is written as ops of their devices, signed with
/// made-up keys: never serve such a county beyond a demonstration.
/// @returns error.demo.not_empty when the folder holds a county with people or records already.
/// @throws Failure
Result<DemoSummary> make_demo_county(const CountyFolder& folder, const DemoOptions& options);

/// The command: makes the county and prints what it holds. @returns the exit code.
int run_demo(const CountyFolder& folder, std::uint64_t seed, const Texts& texts);

}  // namespace cunji
