#pragma once

#include "client/views/mark.h"
#include "client/widgets/list.h"
#include "client/widgets/theme.h"

namespace cunji {

inline ui::Tone tone_of(Mood mood) {
    switch (mood) {
        case Mood::Neutral:
            return ui::Tone::Neutral;
        case Mood::Good:
            return ui::Tone::Good;
        case Mood::Info:
            return ui::Tone::Info;
        case Mood::Warn:
            return ui::Tone::Warn;
        case Mood::Bad:
            return ui::Tone::Bad;
    }
    return ui::Tone::Neutral;
}

inline ui::Pill pill_of(const Mark& mark) {
    return {.tone = tone_of(mark.mood), .text = mark.text};
}

}  // namespace cunji
