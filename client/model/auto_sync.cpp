#include "client/model/auto_sync.h"

#include <algorithm>

namespace cunji {

namespace {

Millis retry_delay(int failures) {
    Millis delay = kSyncRetryFirst;
    for (int i = 1; i < failures && delay < kSyncRetryMost; ++i)
        delay *= 2;
    return std::min(delay, kSyncRetryMost);
}

}  // namespace

void sync_opened(AutoSync& sync, Millis now, std::optional<Millis> heard) {
    sync.recent = heard && now - *heard <= kServerRecent;
    if (!sync.recent) return;
    sync.due = now + kSyncAfterStart;
    sync.cause = RoundCause::Start;
}

void sync_saved(AutoSync& sync, Millis now) {
    if (!sync.recent) return;
    Millis wanted = now + kSyncAfterSave;
    // A server that does not answer is not asked more often because there is more to send.
    if (sync.failures > 0) wanted = std::max(wanted, sync.tried_at + retry_delay(sync.failures));
    const bool sooner = sync.due && *sync.due <= now + kSyncAfterStart;
    if (sooner && sync.cause != RoundCause::Saved) return;
    sync.due = wanted;
    sync.cause = RoundCause::Saved;
}

void sync_begun(AutoSync& sync) {
    sync.due.reset();
}

void sync_ended(AutoSync& sync, Millis now, bool reached, bool left) {
    sync.tried_at = now;
    sync.cause = RoundCause::Timer;
    sync.due.reset();
    if (reached) {
        sync.failures = 0;
        sync.recent = true;
        sync.due = now + kSyncEvery;
        return;
    }
    ++sync.failures;
    if (!sync.recent || (!left && sync.failures >= kSyncTriesIdle)) return;
    sync.due = now + retry_delay(sync.failures);
}

}  // namespace cunji
