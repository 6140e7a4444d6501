# For the scripts of this folder: real programs, real sockets, a folder that is removed.
# shellcheck shell=bash
set -euo pipefail
bin=${CUNJI_BIN:?the folder of the built programs}
work=$(mktemp -d)
server_pid=
window_pid=
xvfb_pid=
port=0
cleanup() {
    local pid
    for pid in $server_pid $window_pid $xvfb_pid; do
        kill -KILL "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT

# What opens the folders of all devices, and the county's.
printf 'three ducks on a green pond\n' >"$work/passphrase"
"$bin/cunji-server" key new --out "$work/county.key" >/dev/null
export CUNJI_PASSPHRASE_FILE=$work/passphrase CUNJI_KEY_FILE=$work/county.key

fail() { # a picture of the window to the folder CUNJI_SCREENSHOTS, if there is one
    printf 'FAILED: %s\n' "$*" >&2
    [[ ! ${CUNJI_SCREENSHOTS:-} || ! ${window:-} ]] || { import -window "$window" "$CUNJI_SCREENSHOTS/failed.png"; cp "$work/seen" "$CUNJI_SCREENSHOTS/"; } || true
    exit 1
}

until_it() { # COMMAND...: for what nobody announces
    local end=$((SECONDS + 60))
    until "$@"; do ((SECONDS < end)) || fail "still not so: $*"; done
}

start_server() { # the same port again after the first time
    : >"$work/server.log"
    "$bin/cunji-server" serve --data "$work/county" --blobs "$work/pictures" --listen "127.0.0.1:$port" --insecure-http 2>>"$work/server.log" &
    server_pid=$!
    port=$(timeout 30 tail -n +1 -f "$work/server.log" --pid "$server_pid" |
        grep -m 1 '"event":"started"' | jq -r .port) || true
    [[ $port ]] || fail "the server did not start: $(cat "$work/server.log")"
}

stop_server() { # SIGNAL
    kill "-${1:-TERM}" "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
    server_pid=
}

admin() { "$bin/cunji-server" admin --data "$work/county" "$@"; }
device() { local name=$1; shift; "$bin/cunji-cli" --data "$work/$name" "$@"; }

is_sealed() { # FILE [ORIGINAL]: encrypted, and as long as what is in it and what that adds
    [[ $(head -c 7 "$1") == CUNJIF1 ]] || return 1
    [[ ! ${2:-} ]] || (($(stat -c %s "$1") > $(stat -c %s "$2")))
}
add_person() { # NAME ROLE SCOPE
    admin user add --name "$1" --role "$2" --scope "$3" --json | jq -r .id
}
code_for() { # PERSON SCOPE
    admin device code --user "$1" --scope "$2" --json | jq -r .code
}
join() { # DEVICE NAME ROLE SCOPE
    device "$1" init --server "http://127.0.0.1:$port" --json \
        --code "$(code_for "$(add_person "$2" "$3" "$4")" "$4")" >/dev/null
}

# A display in memory, and the window on it.
start_display() { # [WIDTHxHEIGHT]
    mkfifo "$work/display"
    exec {display_fd}<>"$work/display"
    Xvfb -displayfd "$display_fd" -screen 0 "${1:-1400x1000}x24" -nolisten tcp -noreset 2>"$work/xvfb.log" &
    xvfb_pid=$!
    local number
    read -r -t 30 -u "$display_fd" number || fail "no display: $(cat "$work/xvfb.log")"
    export DISPLAY=:$number
}
# A key of its own for every Chinese character that will be typed: xdotool alone gives one key to one
# character after the other, and a window that is slow to read gets the next instead.
give_keys() { # TEXT
    local -a characters keys
    local -i i
    xkbcomp "$DISPLAY" "$work/given.xkb" 2>/dev/null
    mapfile -t keys < <(grep -oE '^ *<I[0-9]+>' "$work/given.xkb")
    mapfile -t characters < <(jq -nr --arg text "$1" '$text | explode | map(select(. > 127)) | unique[]')
    [[ ${#characters[@]} -le ${#keys[@]} ]] || fail "only ${#keys[@]} keys for ${#characters[@]} characters"
    while IFS= read -r line; do
        [[ $line =~ ^\ *key\ *\<I[0-9] ]] || printf '%s\n' "$line"
        [[ $line == xkb_symbols* ]] || continue
        for i in "${!characters[@]}"; do
            printf 'key %s { [ U%04X ] };\n' "${keys[i]}" "${characters[i]}"
        done
    done <"$work/given.xkb" >"$work/keys.xkb"
    xkbcomp -w 0 "$work/keys.xkb" "$DISPLAY"
}
open_window() { # FOLDER [OPTION...]; the id of the window in $window
    local folder=$1
    shift
    : >"$work/seen"
    "$bin/cunji" --data "$work/$folder" --frames-report --seen "$work/seen" "$@" \
        >"$work/window.json" 2>"$work/window.log" &
    window_pid=$!
    window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$window_pid" 2>/dev/null | head -n 1) || true
    [[ $window ]] || fail "no window: $(cat "$work/window.log")"
    middle=$(($(xdotool getwindowgeometry --shell "$window" | sed -n 's/HEIGHT=//p') / 2))
}
close_window() {
    kill -TERM "$window_pid"
    wait "$window_pid" || fail "the window ended with $?: $(cat "$work/window.log")"
    window_pid=
}
picture_with() { # COLOURS PNG: a picture of the window as soon as it has more than so many
    local try
    for try in $(seq 100); do
        import -window "$window" "$2"
        [[ $(identify -format %k "$2") -le $1 ]] || return 0
    done
    fail "the window shows nothing after $try pictures"
}
# What the window shows, by label. wait_for prints the first match of a jq filter over the lines
# that it writes when it shows something else, from its last line on.
wait_for() { # FILTER [WORD [NUMBER]]: $word and $number in the filter
    local found
    found=$(timeout 30 tail -n 1 -f "$work/seen" --pid "$window_pid" |
        jq -nr --arg word "${2:-}" --argjson number "${3:-null}" "first(inputs | $1 // empty)") || true
    [[ $found ]] || fail "not on the screen: ${2:-$1}; there is: $(tail -n 1 "$work/seen" | jq -c '[.texts, [.items[] | select(.visible) | .label]]')"
    printf '%s\n' "$found"
}
sees() { wait_for 'if any(.texts[]; contains($word)) then "yes" else empty end' "$1" >/dev/null; }
gone() { wait_for 'if any(.texts[]; contains($word)) then empty else "yes" end' "$1" >/dev/null; }
# Of the topmost layer the first that can be pressed; its id or its label, whole before in part.
# "X Y in" when it is in sight, "X Y out" when it is not; of those only when it is not at Y any more.
place_of() { # WORD [Y]
    wait_for '(.items | map(.layer) | max) as $top | [.items[] | select(.layer == $top and .enabled)] as $all
        | (first($all[] | select(.name == $word or .label == $word)) // first($all[] | select(.label | contains($word))))
        | select(.visible or .y != $number) | "\(.x) \(.y) \(if .visible then "in" else "out" end)"' "$1" "${2:-null}"
}
# Turns the wheel over the middle of the window until it is in sight, a notch at a time: after two
# the window may be on its way from the first to the second.
reach() { # WORD; its place in $x and $y
    local place sight
    place=$(place_of "$1")
    read -r x y sight <<<"$place"
    until [[ $sight == in ]]; do
        xdotool mousemove --window "$window" "$x" "$middle" click $((y < middle ? 4 : 5))
        place=$(place_of "$1" "$y")
        read -r x y sight <<<"$place"
    done
}
press() { # WORD
    local x y
    reach "$1"
    xdotool mousemove --window "$window" "$x" "$y" click 1
}
typed() { # TEXT: into what has the keyboard
    xdotool type --delay 20 "$1"
    sees "$1"
}
fill() { # LABEL TEXT: in the place of what was there
    press "$1"
    wait_for 'if any(.items[]; .focused and (.name == $word or .label == $word)) then "yes" else empty end' "$1" >/dev/null
    xdotool key ctrl+a
    typed "$2"
}
sign() { # LABEL: a stroke across the pad
    local x y
    local -i step
    reach "$1"
    xdotool mousemove --window "$window" $((x - 60)) $((y - 20)) mousedown 1
    for step in 1 2 3 4 5 6; do
        xdotool mousemove --window "$window" $((x - 60 + 20 * step)) $((y - 20 + 10 * (step % 3)))
    done
    xdotool mouseup 1
}
