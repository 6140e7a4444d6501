#pragma once

#include "client/form/form_session.h"
#include "client/views/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji {

struct OptionView {
    std::string code;
    std::string label;
};

/// One field of a form that a page of its own draws.
struct FieldView {
    FieldPlace place;
    std::string label;
    std::string value;  ///< as typed; the code of a choice
    std::string shown;  ///< what the value is called
    std::string help;
    std::string problem;
    std::vector<OptionView> options;
    bool required = false;
    bool asked = true;  ///< false: of no concern as things are
    bool enabled = true;
};

/// The field as the form has it now.
FieldView field_view(const FormSession& form, const FieldPlace& place, const Words& words);

/// A field of a record that cannot be changed here.
FieldView fixed_field(std::string_view kind, const char* field, std::string value,
                      const Words& words);

/// "2026-11-21 14:05" of a time as forms keep it; anything else as it is.
std::string minute_of(std::string_view time);

}  // namespace cunji
