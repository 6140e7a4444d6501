#include "shared/policy/form.h"

namespace cunji {

int Field::step_of(std::string_view code) const {
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].code == code) return static_cast<int>(i);
    }
    return -1;
}

const Field* Form::find(std::string_view name) const {
    for (const Field& field : fields) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

const Form* Policy::find(std::string_view kind) const {
    const auto found = forms.find(kind);
    return found == forms.end() ? nullptr : &found->second;
}

}  // namespace cunji
