#pragma once

#include "client/model/meeting.h"
#include "client/views/mark.h"
#include "client/views/record_fields.h"
#include "client/views/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

struct PartView {
    meeting::Part part = meeting::Part::Notice;
    std::string label;
    std::string note;
    bool done = false;
    bool current = false;
};

struct LinkView {
    std::string id;
    std::string title;
    std::string note;
};

struct NoticePartView {
    FieldView type, title, four_step, notice_at, start_at, end_at, place, agenda;
    std::string host, recorder;  ///< names; empty: not chosen
    std::string host_label, recorder_label, choose;
    std::string host_heading, details_heading, clock_label;
    std::string today;  ///< "2026-11-21"
    Mark term;          ///< of the days of notice
    Mark four_steps;    ///< of the order of the deliberations
};

struct PersonRowView {
    std::string person;  ///< id; empty: a seat without one
    std::string seat;    ///< key; empty: not there yet
    std::string name;
    std::string note;
    Mark mark;
    bool present = false;
};

struct SeatSheetView {
    std::string key;
    std::string name;
    std::string note;
    FieldView capacity;
    bool recused = false;
    std::string recused_label;
    std::string others_heading;  ///< others of the household, who could have come for it
    std::vector<LinkView> others;
    std::string remove;
};

struct AttendancePartView {
    std::string count;       ///< "23 / 30"
    std::string count_note;  ///< observers, recused
    Mark quorum;             ///< met, or how many are missing
    float share = 0;         ///< of the quorum, else of those expected
    std::string rule;        ///< what the quorum is
    FieldView should, basis, attended, absent_reason;
    std::string suggestion;  ///< label: take the number that the village has; empty: none
    std::string suggested;   ///< the number
    std::string numbers_heading;
    bool wants_numbers = false;  ///< the number who should attend is not there yet
    bool numbers = false;        ///< the sheet with the numbers is open
    std::string search_hint;
    std::string typed;
    std::vector<OptionView> filters;
    std::string filter;
    std::vector<PersonRowView> rows;
    std::string empty_title, empty_text;
    std::string add_name;  ///< label: add what was typed; empty: no need
    std::optional<SeatSheetView> sheet;
};

struct BallotView {
    std::string key;
    std::string title;
    std::string note;
    bool on_matter = false;  ///< the matter is typed
    FieldView matter, method;
    std::optional<int> yes, no, abstain;
    std::string yes_label, no_label, abstain_label;
    int most = 0;
    Mark sum;     ///< whether the numbers tie
    Mark result;  ///< passed or not
    std::string needed;
    std::string all_yes;  ///< label: the rest votes for it; empty: nothing is left
    std::string recusal;  ///< who should recuse themselves; empty: nobody
    std::string recuse;   ///< label of the button
    std::string remove;
};

struct VotesPartView {
    std::string voters;
    std::vector<BallotView> ballots;
    std::string add_related;  ///< label; empty: nothing to add
    std::string add_subject, add_matter;
    std::string empty_title, empty_text;
    Mark no_quorum;  ///< said before anything is voted on; empty: all is well
};

struct ResolutionPartView {
    FieldView speech, resolution;
    std::string related_heading, related_add, related_empty;
    std::vector<LinkView> related;
    std::string photos_heading, photos_add;

    struct Photo {
        std::string id;
        std::string picture;
        std::string caption;
    };

    std::vector<Photo> photos;
};

struct SignerView {
    std::string key;
    std::string name;
    std::string note;
    Mark mark;
};

struct PadView {
    std::string key;
    std::string title;
    std::string picture;
    std::vector<PenStroke> strokes;
    std::string thumb_label;
    bool by_thumb = false;
    std::string done, remove;
};

struct SignaturesPartView {
    std::string count;
    Mark enough;
    float share = 0;
    std::vector<SignerView> signers;
    std::string add;
    std::string empty_title, empty_text;
    std::optional<PadView> pad;
};

struct NoticeRowView {
    std::string id;
    std::string title;
    std::string note;
    Mark mark;
};

struct PublicityPartView {
    std::vector<NoticeRowView> notices;
    std::string add;
    std::string empty_title, empty_text;
};

struct PickView {
    meeting::Pick pick = meeting::Pick::None;
    std::string title, hint;
    std::optional<std::string> typed;  ///< unset: the sheet searches by itself
    bool many = false;

    struct Item {
        std::string id, title, note;
        bool chosen = false;
    };

    std::vector<Item> items;
};

struct MeetingView {
    std::string id;           ///< empty: not saved yet
    std::string who_answers;  ///< label: opens the page that says so; empty: not saved yet
    bool loaded = false;
    std::string title, subtitle;
    Mark banner;
    std::vector<PartView> parts;
    meeting::Part part = meeting::Part::Notice;
    bool editable = false;
    bool touched = false;
    std::string save, discard, kept;
    std::string next;  ///< label of the button to the next part; empty at the last
    meeting::Part next_part = meeting::Part::Notice;

    // Only the part that is shown is made.
    NoticePartView notice;
    AttendancePartView attendance;
    VotesPartView votes;
    ResolutionPartView resolution;
    SignaturesPartView signatures;
    PublicityPartView publicity;
    std::optional<PickView> pick;
};

MeetingView make_meeting_view(const meeting::State& state, const Words& words);

// The parts, each in a file of its own.
NoticePartView make_notice_part(const meeting::State& state, const meeting::Sitting& sitting,
                                const Words& words);
AttendancePartView make_attendance_part(const meeting::State& state,
                                        const meeting::Sitting& sitting, const Words& words);
VotesPartView make_votes_part(const meeting::State& state, const meeting::Sitting& sitting,
                              const Words& words);
ResolutionPartView make_resolution_part(const meeting::State& state,
                                        const meeting::Sitting& sitting, const Words& words);
SignaturesPartView make_signatures_part(const meeting::State& state,
                                        const meeting::Sitting& sitting, const Words& words);
PublicityPartView make_publicity_part(const meeting::State& state, const Words& words);

/// A field of the meeting, in its form or as it was saved.
FieldView meeting_field(const meeting::State& state, const char* field, const std::string& saved,
                        const Words& words);
/// "公示中，还有 3 天" of a notice.
Mark notice_standing(const PublicityRow& row, const Words& words);

}  // namespace cunji
