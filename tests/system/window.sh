#!/usr/bin/env bash
# The window on a display in memory: it opens, shows something, sleeps while nobody does anything,
# remembers its size and ends when it is told to. A screenshot needs no display at all.
. "$(dirname "$0")/lib.sh"

env -u DISPLAY -u WAYLAND_DISPLAY "$bin/cunji" --data "$work/nobody" >"$work/out" 2>&1 &&
    fail "a window without a display"
grep -q 显示屏 "$work/out" || fail "without a display it says: $(cat "$work/out")"

start_display
open_window secretary --size 900x700
xdotool mousemove --window "$window" 450 350 click 1
xdotool key --window "$window" Tab Escape
close_window
jq -e '.shown >= 1 and .frames >= 3 and .wakes_by_event >= 1' "$work/window.json" >/dev/null ||
    fail "the window's report: $(cat "$work/window.json")"

# It opens as large as it was closed.
open_window secretary
[[ $(xdotool getwindowgeometry "$window") == *900x700* ]] ||
    fail "it forgot its size: $(xdotool getwindowgeometry "$window")"
close_window

for language in zh-CN en; do
    env -u DISPLAY "$bin/cunji" --data "$work/secretary" --size 412x892 --lang $language --page settings \
        --screenshot "$work/$language.png" 2>"$work/window.log" || fail "no screenshot: $(cat "$work/window.log")"
    [[ $(identify -format %wx%h "$work/$language.png") == 412x892 ]] || fail "a screenshot of another size"
done

# A folder that cannot be opened is said, in the window, and not with a crash.
printf 'no database' >"$work/secretary/cunji.db"
open_window secretary
picture_with 8 "$work/trouble.png"
kill -TERM "$window_pid"
wait "$window_pid" && fail "damaged data, and the window ended with 0"
window_pid=
