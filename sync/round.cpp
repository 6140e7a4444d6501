#include "sync/round.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::size_t kBatchMax = 2 * 1024 * 1024;
constexpr std::int64_t kBatchSeconds = 12;
constexpr std::int64_t kPackRatio = 4;  // ops pack to about a fifth; a guess on the safe side

}  // namespace

void Round::tell(const char* what, std::int64_t done, std::int64_t total) const {
    if (!progress) return;
    Progress said{{what, {}}, done, total, link.bytes_up() + link.bytes_down(), -1};
    const Millis spent = clock.since_boot() - started;
    if (done > 0 && total > done) said.seconds_left = spent * (total - done) / done / 1000;
    progress(said);
}

Result<std::string> Round::ask(const char* target, std::string body) {
    return body_of(link.call("POST", target, std::move(body)));
}

Result<std::string> Round::body_of(Result<WireResponse> answer) {
    if (!answer) return answer.error();
    last_status = answer->status;
    if (answer->status == 200) return std::move(answer->body);
    last_code = code_of_answer(*answer);
    return message_of_answer(*answer);
}

std::size_t batch_bytes(std::int64_t speed, std::size_t before) {
    if (speed <= 0) return before;
    const auto wanted = static_cast<std::size_t>(speed * kBatchSeconds * kPackRatio);
    return std::clamp(wanted, kFirstBatch, kBatchMax);
}

}  // namespace cunji
