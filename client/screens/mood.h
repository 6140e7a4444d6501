#pragma once

#include "client/views/sync_centre_view.h"
#include "client/widgets/theme.h"

namespace cunji {

/// The colour of a mood.
inline ui::Tone tone_of(SyncMood mood) {
    switch (mood) {
        case SyncMood::Plain:
            return ui::Tone::Neutral;
        case SyncMood::Good:
            return ui::Tone::Good;
        case SyncMood::Info:
            return ui::Tone::Info;
        case SyncMood::Warn:
            return ui::Tone::Warn;
        case SyncMood::Bad:
            break;
    }
    return ui::Tone::Bad;
}

}  // namespace cunji
