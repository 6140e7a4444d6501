#pragma once

#include "client/form/form_session.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// How long what was typed may wait to be written: a crash loses no more.
inline constexpr Millis kAutosaveMillis = 1000;

/// A form that was begun and not saved yet, as a list shows it.
struct DraftLine {
    std::string id;
    std::string kind;
    std::string record;  ///< empty: a new one
    std::string title;   ///< what it is about; may be empty
    Millis at = 0;       ///< when something was last typed
};

/// Writes the form down as it is. @throws DbError; the form stays as it is
void keep_draft(const FieldDevice& device, const FormSession& session);

/// Opens it where it was left, in the forms it was begun with; removes nothing.
/// @returns form.draft_gone, form.draft_unreadable
Result<FormSession> reopen_draft(const FieldDevice& device, std::string_view id);

/// Those that wait for their author, the last one typed into first. Those whose records are saved
/// and that wait for their pictures only are not among them.
std::vector<DraftLine> list_begun(const FieldDevice& device);

/// The draft of that record, or of a new one of the kind that was preset with this value in this
/// field: so that one tap on a household goes on with the visit that was begun there.
std::optional<std::string> find_begun(const FieldDevice& device, std::string_view kind,
                                      std::string_view record, const Json& preset);

/// Forgets it; keep_draft() brings it back. False when it is gone already.
bool discard_draft(const FieldDevice& device, std::string_view id);

/// Removes pictures that no draft names any more and that are older than a day.
void sweep_pending(const FieldDevice& device);

}  // namespace cunji
