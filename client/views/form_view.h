#pragma once

#include "client/model/form.h"
#include "client/views/words.h"

#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// What a field is filled in with.
enum class FormWidget {
    Text,
    LongText,
    Number,
    Money,
    Phone,
    Secret,  ///< an identity number
    Date,
    Time,
    Tri,
    Choice,
    Choices,
    Reference,   ///< one, chosen in a sheet
    References,  ///< several
    Photos,
    Drawing,  ///< a signature
    Shown,    ///< computed, or another tier's: to read
};

struct FormOption {
    std::string id;
    std::string label;
    std::string note;
};

struct FormPhoto {
    std::string id;       ///< file of a pending one, or id of the record
    std::string picture;  ///< key for widgets/pictures.h
    std::string title;
    bool pending = false;
};

struct FormWarning {
    std::string rule;
    std::string text;
    std::string word;            ///< what was said about it
    bool field_answers = false;  ///< nothing more is asked
};

struct FormFieldView {
    FieldPlace place;
    std::string id;  ///< unique on the form
    FormWidget widget = FormWidget::Text;
    std::string label;
    std::string help;
    std::string unit;
    std::string text;                 ///< as typed; of a shown one what it reads as
    std::string value;                ///< code or id
    std::vector<std::string> values;  ///< of several
    std::vector<FormOption> options;  ///< of a choice; of references: those chosen, with names
    std::vector<FormPhoto> photos;
    std::vector<PenStroke> strokes;
    std::string picture;               ///< of a signature signed before
    std::vector<std::string> entries;  ///< of an "append" field: those that are there
    bool required = false;
    bool enabled = true;
    std::string problem;
    std::vector<FormWarning> warnings;
    bool offers_task = false;  ///< under what the household asks for
    bool jump = false;         ///< to be scrolled to
    bool beside = false;       ///< on the line of the one before
};

struct FormCard {
    std::string title;
    std::vector<FormFieldView> fields;
};

struct FormChild {
    std::string key;
    std::string title;
    std::string note;
    std::string problem;  ///< "还缺 2 项"
    bool open = false;
    std::vector<FormCard> cards;  ///< only while open
};

struct FormRepeat {
    std::string kind;
    std::string title;
    std::string add;  ///< label of the button
    std::vector<FormChild> children;
};

struct FormPicker {
    std::string title;
    std::string search;
    bool many = false;
    std::vector<FormOption> items;
    std::vector<std::string> chosen;
};

struct FormFile {
    std::string path;
    std::string name;
    bool folder = false;
    bool chosen = false;
};

struct FormFiles {
    std::string folder;
    std::vector<FormFile> entries;
    std::string take;  ///< label of the button: "加入 3 张"
    bool any = false;
};

/// A photo looked at alone.
struct FormPhotoView {
    FieldPlace place;
    std::string id;
    std::string picture;
    std::string title;
};

struct FormSubjectView {
    std::string title;
    std::string note;
    std::vector<FormOption> facts;  ///< label and note
    std::string change;             ///< label of the button that chooses another
};

struct FormView {
    bool open = false;
    std::string title;
    std::string subtitle;     ///< where what was typed is
    std::string closed;       ///< why no form is open
    std::string record;       ///< the one that is changed; empty: a new one
    std::string who_answers;  ///< label: opens the page that says who answers for it
    std::optional<FormSubjectView> subject;
    std::vector<FormCard> cards;
    std::vector<FormRepeat> repeats;
    std::string refused;  ///< why the last save did not happen, of the form as a whole
    std::string photo_note;
    std::string photo_problem;
    std::string left;  ///< "还缺 3 项"; empty: complete
    std::string complete;
    std::string save;
    bool can_save = true;
    std::string discard;
    bool asks_discard = false;
    bool jumps = false;
    std::string today;
    std::optional<FormPicker> picker;
    std::optional<FormFiles> files;
    std::optional<FormPhotoView> photo;
    // Words that are the same on every form.
    std::string minute;
    std::string comma;
    std::string pick;
    std::string photos_add;
    std::string to_task;
    std::string close_child;
    std::string remove;
    std::string search_hint;
    std::string files_title;
    std::string files_empty;
    std::string discard_ask;
};

FormView make_form_view(const form::State& state, const Words& words);

}  // namespace cunji
