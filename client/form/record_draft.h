#pragma once

#include "client/app/checking.h"
#include "client/app/signatures.h"
#include "client/form/typing.h"
#include "shared/json/json.h"
#include "shared/policy/form.h"
#include "shared/record/op.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// One field as a person filled it in.
struct Answer {         // NOLINT(bugprone-exception-escape): JSON checks itself when it is moved
    std::string typed;  ///< of a typed field: as it was typed, also when it is wrong
    Json value;         ///< what that comes to; null: nothing, or wrong
    std::optional<Message> problem;  ///< why what was typed is no value
    bool given = false;              ///< in this form; else it is what the record holds
};

/// A picture that was added to a form which is not saved yet: a copy in the device's folder.
struct PendingPhoto {
    std::string field;
    std::string file;   ///< name below FieldDevice::draft_folder()
    std::string stage;  ///< a choice of the photo form
    std::string title;

    bool operator==(const PendingPhoto&) const = default;
};

/// What the form's expressions and rules say of the answers there are.
struct Evaluation {
    std::set<std::string, std::less<>> hidden;          ///< fields that are not asked now
    std::map<std::string, Json, std::less<>> computed;  ///< without nulls
    std::map<std::string, std::set<std::string>, std::less<>> not_offered;  ///< codes by field
    std::vector<std::size_t> broken;  ///< places in draft_rules()
};

/// One record while it is filled in: its form, the answers, and what follows from them. A plain
/// value: reads and writes nothing (evaluating.h brings `said` up to date).
struct RecordDraft {
    std::string key;                   ///< in its form: empty for the form's own record, else "c1"
    std::shared_ptr<const Form> form;  ///< as it was when the draft was begun
    std::string id;                    ///< of the record that is changed; empty: a new one
    std::string parent_field;          ///< of a child: refers to the form's own record
    bool removed = false;              ///< a child that is there no more
    std::optional<std::vector<OpId>> seen;  ///< heads when it was opened
    Json opened = Json::object();           ///< values when it was opened
    /// Fields that were not asked when it was opened; nothing before it was looked at once.
    std::optional<std::set<std::string, std::less<>>> hidden_when_opened;
    std::map<std::string, Answer, std::less<>> answers;
    std::vector<PendingPhoto> photos;
    std::map<std::string, std::vector<PenStroke>, std::less<>> drawn;  ///< by field
    std::map<std::string, std::string, std::less<>> explained;         ///< by rule
    Evaluation said;

    /// The field's answer; an empty one when there is none.
    [[nodiscard]] const Answer& answer(std::string_view field) const;

    /// Takes what a person typed, right or wrong. Of an "append" field: the entry to add.
    void type(const Field& field, std::string_view text);
    /// Takes what a person chose; null or an empty list empties it. A reference may be "@c1": the
    /// record of that child.
    void choose(const Field& field, Json value);

    [[nodiscard]] bool is_hidden(std::string_view field) const {
        return said.hidden.find(field) != said.hidden.end();
    }

    /// Nothing in it: no value, no drawing, no photo. What is hidden counts as it stands.
    [[nodiscard]] bool is_empty(const Field& field) const;
    /// The value that the expressions see; null for what is hidden or wrong.
    [[nodiscard]] Json effective(const Field& field) const;

    /// What saving it would write: only what differs from what was opened. A field that was asked
    /// when the form was opened and is not asked any more is emptied; its answer stays here.
    [[nodiscard]] Json changes() const;
    /// Whether anything was given at all.
    [[nodiscard]] bool touched() const;
};

/// The fields of the form that a person fills in or is shown; not those of the engine itself.
bool is_shown(const Field& field);

}  // namespace cunji
