#pragma once

#include "client/model/form.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct FormView {
    std::string title;
};

FormView make_form_view(const form::State& state, const Words& words);

}  // namespace cunji
