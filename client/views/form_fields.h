#pragma once

#include "client/model/form.h"
#include "client/views/form_view.h"

namespace cunji {

/// The fields of one record as cards; a card begins where the form's section does.
std::vector<FormCard> make_form_cards(const form::State& state, const RecordDraft& record,
                                      const std::vector<FieldFinding>& findings,
                                      const Words& words);

/// A message with its field by its label, as it stands beside the field.
std::string say_beside(const Message& message, const Form& form, const Words& words);

/// What a person reads of the value.
std::string form_value_text(const form::State& state, const Field& field, const Json& value,
                            const Words& words);

}  // namespace cunji
