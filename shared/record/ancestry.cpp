#include "shared/record/ancestry.h"

namespace cunji {

namespace {

constexpr std::uint8_t kOpen = 1;
constexpr std::uint8_t kDone = 2;

}  // namespace

Ancestry::Ancestry(std::span<const LoggedOp* const> ops)
    : words_((ops.size() + 63) / 64), bits_(ops.size() * words_) {
    for (std::size_t i = 0; i < ops.size(); ++i)
        index_.emplace(ops[i]->id, i);
    std::vector<std::vector<std::size_t>> parents(ops.size());
    for (std::size_t i = 0; i < ops.size(); ++i) {
        for (const OpId& parent : ops[i]->op.par) {
            const auto known = index_of(parent);
            if (known && *known != i) parents[i].push_back(*known);
        }
    }
    std::vector<std::uint8_t> state(ops.size());
    for (std::size_t i = 0; i < ops.size(); ++i)
        close_over(i, state, parents);
}

std::optional<std::size_t> Ancestry::index_of(const OpId& id) const {
    const auto found = index_.find(id);
    if (found == index_.end()) return std::nullopt;
    return found->second;
}

void Ancestry::close_over(std::size_t start, std::vector<std::uint8_t>& state,
                          const std::vector<std::vector<std::size_t>>& parents) {
    // A stack of our own: a record edited ten thousand times must not overflow the machine's.
    std::vector<std::size_t> stack{start};
    while (!stack.empty()) {
        const std::size_t current = stack.back();
        if (state[current] == kDone) {
            stack.pop_back();
            continue;
        }
        if (state[current] != kOpen) {
            state[current] = kOpen;
            for (const std::size_t parent : parents[current]) {
                // An id covers its parents' hashes, so a cycle would be a broken hash; skip it.
                if (state[parent] == 0) stack.push_back(parent);
            }
            continue;
        }
        std::uint64_t* mine = row(current);
        for (const std::size_t parent : parents[current]) {
            const std::uint64_t* theirs = row(parent);
            for (std::size_t word = 0; word < words_; ++word)
                mine[word] |= theirs[word];
            mine[parent / 64] |= std::uint64_t{1} << (parent % 64);
        }
        state[current] = kDone;
        stack.pop_back();
    }
}

}  // namespace cunji
