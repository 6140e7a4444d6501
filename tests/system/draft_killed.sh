#!/usr/bin/env bash
# kill -9 in the middle of a form, again and again: what is reopened misses two seconds of typing at
# most. The typist's clock is its own, so that nobody waits.
. "$(dirname "$0")/lib.sh"
village=990101101201
start_server
kills=${CUNJI_KILLS:-5}
for round in $(seq "$kills"); do
    join "phone$round" "书记$round" first_secretary $village
    mkfifo "$work/end$round"
    : >"$work/typed$round" # tail does not wait for it
    tail -f /dev/null >"$work/end$round" & # keeps the typist's input open
    holder=$!
    "$bin/typist" "$work/phone$round" <"$work/end$round" >"$work/typed$round" &
    typist=$!
    # Somewhere in the second half of its text.
    timeout 60 tail -n +1 -f "$work/typed$round" --pid "$typist" | grep -qm 1 "^$((20 + round * 37 % 160))\$" || true
    kill -KILL $typist
    wait $typist 2>/dev/null || true
    kill $holder
    wait $holder 2>/dev/null || true
    typed=$(tail -n 1 "$work/typed$round")
    held=$("$bin/typist" "$work/phone$round" --reopen)
    ((held <= typed + 1)) || fail "round $round: $typed strokes typed, $held held"
    ((typed - held <= 20)) || fail "round $round: $typed strokes typed, $held held: more than 2 s lost"
    ((held > 0)) || fail "round $round: nothing was kept of $typed strokes"
done
echo "1 passed, 0 failed"
