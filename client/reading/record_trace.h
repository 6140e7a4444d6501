#pragma once

#include "client/app/wording.h"
#include "shared/store/tracing.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Characters shown of one value; a description can be some pages long.
inline constexpr std::size_t kTracedValueMost = 400;

/// What there is to prove something, for its colour and sign; the words beside say it as well.
enum class Proof {
    Good,     ///< checked, and it holds
    Gone,     ///< checked; it does not hold any more
    Wrong,    ///< not of whom it names, or not of what it is under
    Unknown,  ///< cannot be checked here yet
    None,     ///< there is nothing
};

struct ProofMark {
    Proof proof = Proof::None;
    std::string text{};
};

/// One of the four acts as somebody gave it, or that nobody did.
struct TraceAct {
    ProofMark mark;
    std::string title;   ///< "谁调查：安娜"
    std::string facts;   ///< role, minute, device; empty: nobody gave it yet
    std::string detail;  ///< why it does not hold; empty: nothing to say
    std::string note;    ///< what the person said with it
};

struct TraceRow {
    std::string act;              ///< surveyed, registered, reviewed, answered
    std::vector<TraceAct> given;  ///< what holds first; never empty
};

struct TraceSignature {
    std::string id;
    std::string name;  ///< who drew it
    ProofMark mark;
    std::string detail;  ///< on whose device, why it does not hold
};

struct TraceConflict {
    std::string field;
    std::string label;
    std::string values;  ///< in words, who and when
};

/// One save, or one word of the county about saves.
struct TraceStep {
    std::string op;
    std::string when;
    std::string title;                 ///< what was done, in a few words
    std::string who;                   ///< name, role, device
    std::vector<std::string> changes;  ///< "户主姓名：王铁柱 → 王铁住"
    std::string why;
    std::string refused;  ///< set: the county did not take it
    std::string place;    ///< set: nowhere but on this device yet
    std::string advice;   ///< what to do about a seal that cannot be verified; mostly empty
    ProofMark seal;       ///< in few words
};

/// Who did what to a record and who answers for it, in the words of a screen and a terminal.
struct RecordTrace {
    std::string id;
    std::string kind;        ///< code
    std::string kind_label;  ///< "农户"
    std::string name;        ///< may be empty
    std::string state;       ///< its way through review, or that it is void
    std::string as_of;       ///< of which day this is; empty: now
    std::string rows_title, signatures_title, conflicts_title, steps_title;
    std::array<TraceRow, 4> rows;
    std::vector<TraceSignature> signatures;
    std::vector<TraceConflict> conflicts;
    std::vector<TraceStep> steps;  ///< oldest first
};

/// @param wording of the same store
RecordTrace describe_trace(const Store& store, const Trace& trace, Wording& wording);

}  // namespace cunji
