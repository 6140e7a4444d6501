#pragma once

#include "client/model/record.h"
#include "client/views/mark.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// One of the four acts, given or not.
struct RecordActLine {
    std::string act;  ///< code, for its sign
    std::string title;
    std::string text;  ///< role, time and device; why it does not hold
    Mark mark;
};

/// A drawn signature or a conflict.
struct RecordLine {
    std::string id;  ///< of the signature; the conflict's field
    std::string title;
    std::string text;
    Mark mark;
};

struct RecordStepLine {
    std::string id;
    std::string when;
    std::string title;
    std::string text;
    std::string who;
    Mark mark;
};

struct RecordSignOption {
    std::string act;
    std::string label;
    std::string why_not;  ///< empty: may be chosen
};

struct RecordSignSheet {
    std::string title, text;
    std::vector<RecordSignOption> options;
    std::string act;
    std::string note_label, note;
    std::string problem;
    std::string confirm;
    bool can_confirm = false;
    std::string why_not;
};

/// Who answers for a record, ready to be drawn.
struct RecordView {
    std::string id;
    std::string title;
    std::string subtitle;  ///< what the record is
    bool loading = false;
    std::string missing_title;  ///< set: there is no such record here
    std::string missing_text;
    Mark state;         ///< of the record
    std::string as_of;  ///< of which day this is; empty: now

    std::string when_label, now_label, day_choice;
    bool of_day = false;
    std::string day_label, day, day_problem;
    std::string today;

    std::string rows_title;
    std::vector<RecordActLine> rows;
    std::string signatures_title;
    std::vector<RecordLine> signatures;
    std::string conflicts_title;
    std::vector<RecordLine> conflicts;
    std::string steps_title;
    std::vector<RecordStepLine> steps;

    std::string sign;  ///< label; empty: a day that is gone cannot be signed
    std::optional<RecordSignSheet> sheet;
};

RecordView make_record_view(const record::State& state, const Words& words);

}  // namespace cunji
