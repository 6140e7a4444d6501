# For the scripts of this folder: real programs, real sockets, a folder that is removed.
# shellcheck shell=bash
set -euo pipefail
bin=${CUNJI_BIN:?the folder of the built programs}
work=$(mktemp -d)
server_pid=
port=0
cleanup() {
    [[ $server_pid ]] && kill -KILL "$server_pid" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
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
