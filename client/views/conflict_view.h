#pragma once

#include "client/model/conflict.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

struct ConflictSide {
    std::string op;
    std::string value;
    std::string who;
    std::string when;
    std::string device;
    std::string mark;    ///< pill: what is shown now
    std::string choose;  ///< label of the button
};

struct ConflictOne {
    std::string what;  ///< field and record
    std::string note;
    std::vector<ConflictSide> sides;
    bool for_office = false;
    std::string office;  ///< why this person cannot decide
    std::string show_record;
};

struct ConflictSheet {
    std::string title;
    std::string effect;  ///< what will happen
    std::string reason_label, reason, problem;
    std::vector<std::string> quick;  ///< reasons for one tap
    std::string confirm, cancel;
    bool can_confirm = false;
    std::string why_not;
};

struct ConflictRow {
    std::string record, field;
    std::string title, subtitle, pill;
};

struct ConflictView {
    std::string title, subtitle;
    std::string hint;  ///< what the list is for
    bool list = true;
    bool loading = true;
    std::vector<ConflictRow> rows;
    std::string empty_title, empty_text;
    std::string outcomes_title;
    std::vector<ConflictRow> outcomes;
    std::optional<ConflictOne> one;
    std::optional<ConflictSheet> sheet;
};

ConflictView make_conflict_view(const conflict::State& state, const Words& words);

}  // namespace cunji
