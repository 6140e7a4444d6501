#include "shared/store/refusals.h"

namespace cunji {

namespace {

constexpr std::string_view kPut = R"sql(
INSERT OR IGNORE INTO refusal (op, record, code, text, at) VALUES (?1, ?2, ?3, ?4, ?5))sql";

}  // namespace

bool put_refusal(const Store& store, const Refused& refused) {
    return store.db().run(kPut, refused.op, refused.record, refused.code, refused.text,
                          refused.at) == 1;
}

}  // namespace cunji
