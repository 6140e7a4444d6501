#pragma once

#include "shared/record/op.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace cunji {

/// Who saw what among the ops of one record: the transitive closure of `par` over the known ops.
/// A parent that is not known is simply absent. Indexes are those of the span given.
class Ancestry {
public:
    explicit Ancestry(std::span<const LoggedOp* const> ops);

    /// `earlier` was seen by the author of `later`, directly or through others.
    [[nodiscard]] bool saw(std::size_t later, std::size_t earlier) const {
        return (row(later)[earlier / 64] >> (earlier % 64) & 1U) != 0;
    }

    [[nodiscard]] bool concurrent(std::size_t a, std::size_t b) const {
        return a != b && !saw(a, b) && !saw(b, a);
    }

    [[nodiscard]] std::optional<std::size_t> index_of(const OpId& id) const;

private:
    [[nodiscard]] const std::uint64_t* row(std::size_t index) const {
        return bits_.data() + index * words_;
    }

    std::uint64_t* row(std::size_t index) { return bits_.data() + index * words_; }

    void close_over(std::size_t start, std::vector<std::uint8_t>& state,
                    const std::vector<std::vector<std::size_t>>& parents);

    std::map<OpId, std::size_t> index_;
    std::size_t words_;
    std::vector<std::uint64_t> bits_;  ///< ops.size() rows of words_: the ancestors of each
};

}  // namespace cunji
