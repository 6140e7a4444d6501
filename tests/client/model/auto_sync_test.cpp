#include "client/model/auto_sync.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr Millis kNow = 1'763'700'000'000;

AutoSync opened() {
    AutoSync sync;
    sync_opened(sync, kNow, kNow - 3'600'000);
    return sync;
}

}  // namespace

TEST_CASE("automatic sync: begins by itself only towards a server that was heard of lately") {
    AutoSync sync = opened();
    CHECK(sync.due == kNow + kSyncAfterStart);
    CHECK(sync.cause == RoundCause::Start);

    AutoSync never;
    sync_opened(never, kNow, std::nullopt);
    sync_saved(never, kNow);
    CHECK_FALSE(never.due.has_value());

    AutoSync long_ago;
    sync_opened(long_ago, kNow, kNow - kServerRecent - 1);
    CHECK_FALSE(long_ago.due.has_value());
}

TEST_CASE(
    "automatic sync: several saves wait for the last of them, then every quarter of an hour") {
    AutoSync sync = opened();
    sync_begun(sync);
    CHECK_FALSE(sync.due.has_value());
    sync_ended(sync, kNow, true, false);
    CHECK(sync.due == kNow + kSyncEvery);
    sync_saved(sync, kNow + 1'000);
    sync_saved(sync, kNow + 9'000);
    CHECK(sync.due == kNow + 9'000 + kSyncAfterSave);
    CHECK(sync.cause == RoundCause::Saved);
}

TEST_CASE(
    "automatic sync: without an answer the tries become rare, and end when there is nothing") {
    AutoSync sync = opened();
    Millis before = 0;
    Millis now = kNow;
    for (int i = 0; i < 12; ++i) {
        sync_ended(sync, now, false, true);
        REQUIRE(sync.due.has_value());
        const Millis delay = *sync.due - now;
        CHECK(delay >= before);
        CHECK(delay <= kSyncRetryMost);
        before = delay;
        now = *sync.due;
    }
    CHECK(before == kSyncRetryMost);
    // Saving does not make a dead server be asked more often.
    sync_saved(sync, now - kSyncRetryMost + 1'000);
    CHECK(sync.due == now);

    AutoSync idle = opened();
    for (int i = 1; i < kSyncTriesIdle; ++i)
        sync_ended(idle, kNow, false, false);
    CHECK(idle.due.has_value());
    sync_ended(idle, kNow, false, false);
    CHECK_FALSE(idle.due.has_value());
    sync_saved(idle, kNow + 1'000);
    CHECK(idle.due.has_value());
    sync_ended(idle, kNow, true, false);
    CHECK(idle.failures == 0);
}

}  // namespace cunji::test
