#!/usr/bin/env bash
# kill -9 in the middle of a push, of the server and of the device, again and again: what was saved
# is there, what was acknowledged is at the server, nothing is doubled.
#
#   CUNJI_KILLS: rounds for each side (default 5)
. "$(dirname "$0")/lib.sh"
village=990101101201
start_server
join secretary 王书记 first_secretary $village
saved=0
save_some() { # 40 groups of 5: enough that a kill falls into the push
    local i
    for i in $(seq 40); do
        jq -nc --arg i "$saved.$i" '[range(5) | {kind: "household", head_name: "户主\($i).\(.)", group_name: "一组", address: "村口"}]' |
            device secretary save household --json - >/dev/null
    done
    saved=$((saved + 200))
}
for round in $(seq "${CUNJI_KILLS:-5}"); do
    save_some
    "$bin/cunji-cli" --data "$work/secretary" sync --json >"$work/sync.out" 2>/dev/null &
    sync_pid=$!
    # The kill falls wherever the push just is; each round somewhere else.
    timeout 0.0$((round * 2 % 9 + 1)) tail -f /dev/null || true
    if ((round % 2)); then
        kill -KILL $sync_pid 2>/dev/null || true
        wait $sync_pid 2>/dev/null || true
    else
        stop_server KILL
        wait $sync_pid 2>/dev/null || true
        start_server
    fi
    held=$(admin status --json | jq .ops)
    said=$(device secretary status --json | jq .acknowledged)
    ((held >= said)) || fail "round $round: $said acknowledged, $held held"
done
device secretary sync --json >/dev/null
device secretary sync --json >/dev/null
[[ $(admin status --json | jq .ops) == "$saved" ]] || fail "$(admin status --json) instead of $saved ops"
[[ $(device secretary status --json | jq -c .digest) == $(admin status --json | jq -c .digest) ]] || fail "digests differ"
device secretary verify --json | jq -e .ok >/dev/null || fail "verify"
echo "1 passed, 0 failed"
