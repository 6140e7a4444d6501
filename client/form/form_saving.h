#pragma once

#include "client/app/recording.h"
#include "client/form/form_session.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Why a form could not be saved.
struct FormProblem {
    FieldPlace place;  ///< its field is empty: the record, or the form, as a whole
    Message message;
};

struct SavedForm {
    std::map<std::string, std::string, std::less<>> ids;  ///< of the records, by key
    bool photos_left = false;                             ///< finish_photos() has something to do
};

/// Saves the form's records as one group and takes the draft away, in one transaction; where
/// pictures wait, the draft stays for them alone. Errors in the form do not stop it: what is wrong
/// is not saved, and stays in nobody's way. @returns as record_group(). @throws DiskFull; DbError
Result<SavedForm, std::vector<FormProblem>> save_form(FieldDevice& device,
                                                      const FormSession& session);

/// Gives a saved form's pictures to its records. Takes as long as its pictures do; started again
/// after a crash, it goes on where it was. @returns what could not be read, by file
std::vector<Message> finish_photos(FieldDevice& device, std::string_view draft);

/// Drafts that a crash left between the two.
std::vector<std::string> unfinished_photos(const FieldDevice& device);

}  // namespace cunji
