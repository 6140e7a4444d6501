#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// What a field holds. In an op: see docs/data-format.md.
enum class FieldType {
    Text,
    LongText,
    Integer,
    Decimal,  ///< integer scaled by 10^scale
    Money,    ///< fen
    Area,     ///< 0.01 mu
    Date,     ///< "2026-11-21"
    Time,     ///< "2026-11-21T14:05+08:00"
    Tri,      ///< yes, no, unknown
    Choice,   ///< one code
    Choices,  ///< a set of codes
    Degrees,  ///< 1e-7 degrees: the lat and lon of a "location"
    Metres,   ///< the accuracy of a "location"
    Reference,
    Photos,          ///< a set of ids of photo records
    DrawnSignature,  ///< SHA-256 of a drawn signature's picture
    IdNumber,        ///< GB 11643
    Phone,
};

/// Which of several concurrent writes is shown (docs/data-format.md §merge).
enum class MergeRule { Latest, KeepBoth, Max, Min, Set, Append, Status, Computed };

enum class Privacy { Public, Internal, Sensitive };

/// Where a person works; the rank of a review or correction from there is the enumerator's value.
enum class Tier { Village = 0, Township = 1, County = 2 };

struct Label {
    std::string zh;
    std::string en;
};

struct Choice {
    std::string code;
    Label label;
    std::string when{};  ///< SQL over the record's own fields; empty: always offered
};

/// A step that a status field may take.
struct Transition {
    std::string from;
    std::string to;
    std::vector<Tier> who;
};

struct Field {
    std::string name;
    Label label;
    Label help;
    FieldType type = FieldType::Text;
    MergeRule merge = MergeRule::Latest;
    bool required = false;
    bool flagged = false;  ///< concurrent different values are a conflict, also under Latest
    std::string unit;      ///< fields of the same unit are set together, or not at all
    std::string ref;       ///< kind of a reference; "*" any
    std::string search;    ///< "", "name" (also by pinyin initials), "number" or "text"
    int scale = 0;         ///< of a Decimal
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::optional<std::int64_t> max_length;  ///< characters
    std::vector<Choice> choices;             ///< of a Status in the order of its steps
    std::string relevant;                    ///< SQL; empty: always
    std::string computed;                    ///< SQL; the field is never in an op
    Privacy privacy = Privacy::Internal;
    std::vector<Tier> write;
    bool helpers = false;  ///< also who only helps a village, in records of their own work
    std::vector<Transition> transitions;
    std::string preset;  ///< what a new record begins with: "me", "now", "today", "today+15",
                         ///< "year" or a choice's code; empty: nothing
    Label section;       ///< a part of the form begins here and is called so; empty: it goes on

    /// Place of a code among the choices, or -1.
    [[nodiscard]] int step_of(std::string_view code) const;
};

/// Records that are filled in on another's form: the members of a household.
struct Repeat {
    std::string kind;
    std::string field;  ///< of that kind: refers to the record whose form it is
};

struct Form {
    std::string kind;
    std::int64_t version = 0;
    Label label;
    std::vector<Repeat> repeats;
    std::vector<Field> fields;  ///< its own, then the common ones

    [[nodiscard]] const Field* find(std::string_view name) const;
};

/// Two acts on one record that the same person must not give (shared/record/act.h); "wrote" stands
/// for whoever wrote what is signed.
struct DifferentPeople {
    std::string act;
    std::string other;
};

/// All forms a node knows. Delivered by sync under one version number.
struct Policy {
    std::int64_t version = 0;
    std::map<std::string, Form, std::less<>> forms;
    std::vector<DifferentPeople> different_people;

    [[nodiscard]] const Form* find(std::string_view kind) const;
};

/// The field every kind has that holds a record's way through review (assets/policy/common.json).
inline constexpr std::string_view kReviewField = "review";
inline constexpr std::string_view kVoidField = "void_reason";
inline constexpr std::string_view kMergeIntoField = "merge_into";

}  // namespace cunji
