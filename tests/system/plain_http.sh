#!/usr/bin/env bash
# Plain HTTP serves this machine only, and only when somebody says so.
. "$(dirname "$0")/lib.sh"

refused() { # OPTION...: the server ends by itself, says which options help, and opens nothing
    local status=0
    timeout 30 "$bin/cunji-server" serve --data "$work/refused" "$@" 2>"$work/said" || status=$?
    [[ $status == 2 ]] || fail "serve $* ended with $status"
    grep -q -e --insecure-http "$work/said" || fail "serve $* did not say why"
    [[ ! -e $work/refused ]] || fail "serve $* made a data folder"
}

refused --listen 127.0.0.1:0
refused --listen 0.0.0.0:0
refused --listen 0.0.0.0:0 --insecure-http
refused --listen '[::]:0' --insecure-http
refused --listen 127.example.org:0 --insecure-http
refused --listen 127.0.0.1:0 --tls-cert "$work/half.pem"
start_server
curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null || fail "loopback is not served"
stop_server

# Nor does a device speak it to another machine.
status=0
CUNJI_LANG=en device phone init --server http://192.0.2.1 --code 00000000000000000000000000 >"$work/said" 2>&1 || status=$?
[[ $status == 1 ]] || fail "plain HTTP to another machine ended with $status"
grep -q 'is not encrypted' "$work/said" || fail "plain HTTP to another machine: $(cat "$work/said")"
echo "8 passed, 0 failed"
