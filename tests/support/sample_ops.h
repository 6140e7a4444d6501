#pragma once

#include "shared/base/random.h"
#include "shared/policy/form.h"
#include "shared/record/op.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

/// Whose sentences the texts are made of. What is measured must not be what was trained on.
enum class Voice { Training, Measuring };

/// Made-up work of made-up villages, after the forms: fields, codes and texts as people would enter
/// them, with new ids, hashes and numbers each time. The same seed gives the same ops.
class SampleOps {
public:
    SampleOps(const Policy& policy, std::uint64_t seed, Voice voice);

    /// What follows is another person's line in another village.
    void new_line();

    /// A record's first op: so many percent of the fields that need not be, texts of up to so many
    /// sentences.
    Op creating(std::string_view kind, std::uint64_t percent = 55, std::uint64_t sentences = 3);
    /// One field changed by who saw one op.
    Op edit(std::string_view kind);
    /// A step of the review.
    Op review(std::string_view kind);
    /// The county takes back a refused op.
    Op annulling(std::string_view kind);
    /// Any of these, as often as in a village's year.
    Op any();

    /// The present line, and the number of its last op.
    [[nodiscard]] std::uint64_t rid() const { return rid_; }

    [[nodiscard]] std::int64_t n() const { return n_; }

    /// A hash that stands for any h, s, SHA-256 or signature.
    Hash hash();

    SeededRandom& random() { return random_; }

private:
    Op begin(std::string_view kind);
    OpId parent();
    std::string uuid();
    std::string sentences(std::uint64_t least, std::uint64_t most);
    std::string name();
    std::string place();
    std::string short_text(const Field& field);
    std::string date();
    std::string time();
    std::string id_number();
    void fill(Op& op, const Field& field, std::uint64_t sentences_most);

    const Policy& policy_;
    SeededRandom random_;
    const Voice voice_;
    std::uint64_t rid_ = 0;
    std::int64_t n_ = 0;
    Millis at_ = 0;
    std::string by_;
    std::string scope_;
    std::vector<std::string> households_;  ///< of the village: visits name the same ones again
};

}  // namespace cunji::test
