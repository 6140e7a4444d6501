#pragma once

#include "client/reading/project_rules.h"
#include "client/widgets/theme.h"

namespace cunji {

/// The colour that a light has in the house style.
inline ui::Tone tone_of(Light light) {
    switch (light) {
        case Light::Green:
            return ui::Tone::Good;
        case Light::Yellow:
            return ui::Tone::Warn;
        case Light::Red:
            break;
    }
    return ui::Tone::Bad;
}

}  // namespace cunji
