#include "client/app/region_name.h"

namespace cunji {

namespace {

constexpr std::string_view kName = R"sql(
SELECT name FROM region
WHERE code = ?1 AND void_reason IS NULL AND merge_into IS NULL LIMIT 1)sql";

}  // namespace

std::string region_name(const Store& store, std::string_view code) {
    if (store.table("region") == nullptr) return std::string{code};
    return store.db().text(kName, code).value_or(std::string{code});
}

}  // namespace cunji
