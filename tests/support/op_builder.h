#pragma once

#include "shared/record/op.h"

#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

inline constexpr Millis kNoon = 1'763'700'000'000;  ///< 2025-11-21T04:40Z
inline constexpr Millis kYear = Millis{365} * 24 * 3600 * 1000;

inline constexpr const char* kVillage = "990101101201";
inline constexpr const char* kSecretary = "01930a00-0000-7000-8000-000000000001";
inline constexpr const char* kRecord = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10";

/// A line that a test writes ops on: numbers them, chains their hashes and keeps their bytes. A
/// copy is what a cloned or restored database does: it goes on with the same numbers.
class Line {
public:
    explicit Line(std::uint64_t rid, std::string by = kSecretary, std::string scope = kVillage)
        : rid_(rid), by_(std::move(by)), scope_(std::move(scope)) {}

    [[nodiscard]] std::uint64_t rid() const { return rid_; }

    /// Number of its last op; 0 when there is none.
    [[nodiscard]] std::int64_t n() const { return static_cast<std::int64_t>(bytes_.size()); }

    /// Hash of its last op; zeros when there is none.
    [[nodiscard]] const Hash& h() const { return h_; }

    /// The bytes of its n-th op, as stored and sent.
    [[nodiscard]] const std::string& bytes(std::int64_t n) const {
        return bytes_.at(static_cast<std::size_t>(n - 1));
    }

private:
    friend class OpBuilder;

    std::uint64_t rid_;
    std::string by_;
    std::string scope_;
    std::vector<std::string> bytes_;
    Hash h_{};
};

/// const LoggedOp visit = an_op(anna).after(earlier).set("a", 5).add("s", {"flood"}).log();
class OpBuilder {
public:
    explicit OpBuilder(Line& line);

    OpBuilder& by(std::string person);
    OpBuilder& on(std::string record);
    OpBuilder& kind(std::string kind);
    OpBuilder& form(std::int64_t version);
    OpBuilder& at(Millis at);
    OpBuilder& rank(std::int64_t rank);
    OpBuilder& group(std::int64_t at, std::int64_t of);
    OpBuilder& why(std::string reason);

    OpBuilder& after(std::vector<OpId> parents);

    /// What the author saw when the form was opened: the heads.
    template <typename... Ops>
    OpBuilder& after(const LoggedOp& first, const Ops&... others) {
        return after(std::vector<OpId>{first.id, others.id...});
    }

    OpBuilder& set(std::string field, Value value);
    OpBuilder& add(const std::string& field, const Value::List& elements);
    OpBuilder& rem(const std::string& field, const Value::List& elements);
    OpBuilder& app(const std::string& field, const Value::List& entries);

    OpBuilder& annul(std::vector<OpId> ids);

    template <typename... Ops>
    OpBuilder& annul(const LoggedOp& first, const Ops&... others) {
        return annul(std::vector<OpId>{first.id, others.id...});
    }

    /// Gives it the line's next number and hash.
    LoggedOp log();

private:
    Line& line_;
    Op op_;
};

/// By the line's person, on kRecord of kind "visit", at kNoon, creating, unless the test says so.
OpBuilder an_op(Line& line);

}  // namespace cunji::test

// For doctest, which prints what differs.
namespace cunji {

std::ostream& operator<<(std::ostream& out, const Value& value);
std::ostream& operator<<(std::ostream& out, const OpId& id);

}  // namespace cunji
