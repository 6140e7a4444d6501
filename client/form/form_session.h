#pragma once

#include "client/app/device.h"
#include "client/app/picture.h"
#include "client/form/evaluating.h"
#include "client/form/record_draft.h"
#include "shared/store/saving.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A field on a form: of the form's own record, or of one of its children.
struct FieldPlace {
    std::string record;  ///< RecordDraft::key; empty: the form's own record
    std::string field;

    bool operator==(const FieldPlace&) const = default;
};

/// Something about one field that its author should look at.
struct FieldFinding {
    FieldPlace place;
    std::string rule;  ///< "required", "typed", "choice", or the number of a rule
    Severity severity = Severity::Error;
    Message message;             ///< its "field" is the field's name
    bool explained = false;      ///< a Warning that a word was said about
    bool field_answers = false;  ///< ... that the field itself answers
};

/// What opens a form.
struct FormStart {
    std::string kind;
    std::string record;            ///< the one to change; empty: a new one
    Json preset = Json::object();  ///< what a new one begins with: {field: value}
    std::string scope;             ///< of a new one; empty: where the records preset are, else the
                                   ///< only village there is
};

/// One form from opening to saving: its record and the records filled in with it, as a person
/// typed them. A value that can be copied; it holds no connection. After each change refresh()
/// works out what the form says now. The forms are those of the day it was begun.
class FormSession {
public:
    /// @returns form.unknown_kind, form.not_here, why_not_written(); as FieldDevice::author() and
    /// writable_scope()
    static Result<FormSession> begin(FieldDevice& device, const FormStart& start);

    /// Of the draft that keeps it between two runs of the program.
    [[nodiscard]] const std::string& id() const { return id_; }

    [[nodiscard]] const std::string& scope() const { return scope_; }

    [[nodiscard]] const std::string& kind() const { return root().form->kind; }

    [[nodiscard]] const Powers& powers() const { return powers_; }

    [[nodiscard]] const Policy& forms() const { return *forms_; }

    [[nodiscard]] const RecordDraft& root() const { return records_.front(); }

    /// Of all kinds, in the order in which they were added; also those that were removed.
    [[nodiscard]] std::span<const RecordDraft> children() const {
        return std::span{records_}.subspan(1);
    }

    /// nullptr when there is none.
    [[nodiscard]] const RecordDraft* record(std::string_view key) const;
    [[nodiscard]] const Field* field(const FieldPlace& place) const;
    /// What it holds now; also of a computed field.
    [[nodiscard]] Json value(const FieldPlace& place) const;

    // Each takes what a person did. A place that is not there is ignored: it may be an old click.

    /// Text as typed, right or wrong.
    void type(const FieldPlace& place, std::string_view text);
    /// A choice, a list of choices, a reference, a date; null empties it.
    void choose(const FieldPlace& place, Json value);
    /// The drawing of a signature; without strokes: none.
    void draw(const FieldPlace& place, std::vector<PenStroke> strokes);
    /// The word about a warning; empty takes it back.
    void explain(std::string_view record, const std::string& rule, std::string word);
    /// A record more of a kind that the form repeats. @returns its key; empty for another kind
    std::string add_child(std::string_view kind, const Json& preset);
    /// A new one is forgotten when saved; one that is saved already is declared void.
    void remove_child(std::string_view key);
    void bring_back_child(std::string_view key);
    void add_photo(std::string_view record, PendingPhoto photo);
    void remove_photo(std::string_view record, std::string_view file);
    /// Where a photo says it was taken, for a form that asks where and has no answer yet.
    void use_place(std::string_view record, const ShotPlace& place);

    /// Brings what the expressions say up to date. @throws DbError
    void refresh(const Store& store, Millis now);

    [[nodiscard]] bool can_write(const Field& field) const;
    /// Fields of a record that are shown now, in the order of the form; without the one that says
    /// whose child it is.
    [[nodiscard]] std::vector<const Field*> asked(const RecordDraft& record) const;
    /// All there is to say, in the order of the form, children after their parent.
    [[nodiscard]] std::vector<FieldFinding> findings() const;
    /// The Errors among them: how many things are missing before it can be submitted.
    [[nodiscard]] std::size_t left() const;
    [[nodiscard]] bool touched() const;

    /// What saving it writes, as one group; "@n" refers to the n-th. Drawn signatures are not in
    /// it: saving keeps their pictures first and puts their values in by `signatures`, by key of
    /// the record and field. `void_reason`: what a removed child is declared void for.
    [[nodiscard]] std::vector<SaveRequest> requests(
        const std::map<std::pair<std::string, std::string>, std::string>& signatures,
        const std::string& void_reason) const;
    /// Key of the record of each request.
    [[nodiscard]] std::vector<std::string> request_keys() const;

private:
    friend class DraftCodec;

    FormSession() = default;
    RecordDraft* mutable_record(std::string_view key);
    void open_record(const Store& store, RecordDraft& draft);
    void add_stored_children(const Store& store);
    RecordDraft& new_child(std::string_view kind, const std::string& field);
    void follow_id_number(RecordDraft& draft, const Field& field);
    void find_problems(const RecordDraft& draft, std::vector<FieldFinding>& out) const;

    std::string id_;
    std::string scope_;
    std::string by_;
    Powers powers_;
    Millis opened_at_ = 0;
    std::shared_ptr<const Policy> forms_;
    std::shared_ptr<const std::string> packed_;  ///< what forms_ was read from
    std::vector<RecordDraft> records_;           ///< never empty once begun
    int last_key_ = 0;
    std::map<std::string, std::shared_ptr<const DraftSql>, std::less<>> sql_;
};

}  // namespace cunji
