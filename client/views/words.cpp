#include "client/views/words.h"

namespace cunji {

const std::string& Words::label(const Label& label) const {
    return texts.language() == Language::Chinese ? label.zh : label.en;
}

std::string Words::field(std::string_view kind, std::string_view name) const {
    const Form* form = policy.find(kind);
    const Field* found = form == nullptr ? nullptr : form->find(name);
    return found == nullptr ? std::string{name} : label(found->label);
}

std::string Words::choice(std::string_view kind, std::string_view field,
                          std::string_view code) const {
    const Form* form = policy.find(kind);
    const Field* found = form == nullptr ? nullptr : form->find(field);
    const int step = found == nullptr ? -1 : found->step_of(code);
    if (step < 0) return std::string{code};
    return label(found->choices[static_cast<std::size_t>(step)].label);
}

}  // namespace cunji
