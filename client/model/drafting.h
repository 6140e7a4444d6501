#pragma once

#include "client/form/form_saving.h"
#include "client/form/form_session.h"

#include <string>
#include <vector>

// A form that a page of its own fills in (a meeting, a notice): kept while it is written, looked at
// after each change, saved whole.
namespace cunji {

/// What was made of a form by saving it.
struct SavedDraft {
    std::string id;  ///< of the record; empty: it was not saved
    std::vector<Message> problems;
    std::size_t left = 0;  ///< what is missing before it can be submitted
};

/// The form with what its expressions say now.
FormSession looked_at(const FieldDevice& device, const FormSession& form);

/// Saves it and says what became of it; the draft stays when it could not be saved. A broken
/// machine (a full disk) is one of the problems: no page may wait for an answer that never comes.
SavedDraft save_draft(FieldDevice& device, const FormSession& form);

}  // namespace cunji
