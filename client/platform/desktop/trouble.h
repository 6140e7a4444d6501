#pragma once

#include "client/widgets/ui.h"
#include "shared/policy/texts.h"

#include <string>

namespace cunji {

/// The page of a program that cannot open its data. True when the person closes it.
bool draw_trouble(Ui& ui, const Texts& texts, const std::string& problem);

}  // namespace cunji
