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

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

until_it() { # COMMAND...: for what nobody announces
    local end=$((SECONDS + 60))
    until "$@"; do ((SECONDS < end)) || fail "still not so: $*"; done
}

start_server() { # the same port again after the first time
    : >"$work/server.log"
    "$bin/cunji-server" serve --data "$work/county" --blobs "$work/pictures" --listen "127.0.0.1:$port" 2>>"$work/server.log" &
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
    Xvfb -displayfd "$display_fd" -screen 0 "${1:-1400x1000}x24" -nolisten tcp 2>"$work/xvfb.log" &
    xvfb_pid=$!
    local number
    read -r -t 30 -u "$display_fd" number || fail "no display: $(cat "$work/xvfb.log")"
    export DISPLAY=:$number
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
wait_for() { # FILTER [WORD]: $word in the filter
    local found
    found=$(timeout 30 tail -n 1 -f "$work/seen" --pid "$window_pid" |
        jq -nr --arg word "${2:-}" "first(inputs | $1 // empty)") || true
    [[ $found ]] || fail "not on the screen: ${2:-$1}; there is: $(tail -n 1 "$work/seen" | jq -c '[.texts, [.items[] | select(.visible) | .label]]')"
    printf '%s\n' "$found"
}
sees() { wait_for 'if any(.texts[]; contains($word)) then "yes" else empty end' "$1" >/dev/null; }
# The first of the topmost layer that can be pressed; its id or its label, whole before in part.
press() { # WORD
    local filter place x y
    filter='(.items | map(.layer) | max) as $top | [.items[] | select(.layer == $top and .enabled and .visible)] as $all
        | (first($all[] | select(.name == $word or .label == $word)) // first($all[] | select(.label | contains($word))))
        | "\(.x) \(.y)"'
    place=$(wait_for "$filter" "$1")
    read -r x y <<<"$place"
    xdotool mousemove --window "$window" "$x" "$y" click 1
}
