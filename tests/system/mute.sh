#!/usr/bin/env bash
# A stolen device and a stolen server's disk tell nothing: every byte that the programs write to a
# file through a whole day of work is looked at as it is written, and every file that is left.
. "$(dirname "$0")/lib.sh"
here=$(dirname "$0")
village=990101101201
# Words that are nowhere else: a name, a number, an address, an account, a phone, and what was said.
markers=(MARKERNAME 99010119650412777 MARKERADDRESS 9999991234567890 14000001234 MARKERCONTENT)

traced() { # NAME COMMAND...: what it writes goes to $work/trace.NAME, with the file's path
    local name=$1
    shift
    strace -f -y -s 1048576 -e trace=write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range \
        -o "$work/trace.$name" "$@"
}

: >"$work/server.log"
mkdir "$work/traces"
traced server "$bin/cunji-server" serve --data "$work/county" --blobs "$work/pictures" \
    --listen "127.0.0.1:0" --insecure-http 2>>"$work/server.log" &
tracer=$!
port=$(timeout 30 tail -n +1 -f "$work/server.log" --pid "$tracer" |
    grep -m 1 '"event":"started"' | jq -r .port) || true
[[ $port ]] || fail "the server did not start: $(cat "$work/server.log")"
server_pid=$(pgrep -P "$tracer" cunji-server)

join phone MARKERPERSON first_secretary $village
work_on() { # NAME COMMAND...
    local name=$1
    shift
    traced "$name" "$bin/cunji-cli" --data "$work/phone" --json "$@"
}
jq -n '{household_no:"1", group_name:"1", head_name:"MARKERNAME", address:"MARKERADDRESS",
    phone:"14000001234", bank_card:"9999991234567890"}' >"$work/household.json"
household=$(work_on household save household --json "$work/household.json" | jq -r .id)
jq -n --arg h "$household" '{household:$h, name:"MARKERNAME", id_type:"id", id_no:"99010119650412777X"}' >"$work/member.json"
work_on member save member --json "$work/member.json" >/dev/null
jq -n --arg h "$household" '{household:$h, purpose:"routine", content:"MARKERCONTENT",
    start_at:"2026-11-20T09:00+08:00", end_at:"2026-11-20T10:00+08:00"}' >"$work/visit.json"
visit=$(work_on visit save visit --json "$work/visit.json" | jq -r .id)
rm "$work"/*.json
cp "$here/../../assets/demo/house.jpg" "$work/in.jpg"
work_on photo photo add "$work/in.jpg" --subject "$visit" --stage visit >/dev/null
# A picture's own bytes, from its middle.
picture=$(tail -c +20000 "$work/in.jpg" | head -c 24 | od -An -tx1 | tr -d ' \n')
rm "$work/in.jpg"
work_on sync sync >/dev/null
work_on list list household >/dev/null
work_on rebuild rebuild >/dev/null
kill -TERM "$server_pid"
wait "$tracer" || true
server_pid=

# Sockets and the terminal are meant to hear it; files are not.
for trace in "$work"/trace.*; do
    grep -F "<$work/" "$trace" | grep -v "<$work/server.log>" >"$work/traces/${trace##*/}" || true
done
written=$(cat "$work"/traces/* | wc -c)
((written > 1000000)) || fail "only $written bytes of writes were seen"
rm "$work"/trace.*
for marker in "${markers[@]}"; do
    hits=$(grep -rFlc "$marker" "$work" || true)
    [[ ! $hits ]] || fail "$marker in $hits"
done
grep -rqF MARKERPERSON "$work/phone/keys.json" || fail "the scan finds nothing at all"
bytes=$(find "$work/phone" "$work/county" "$work/pictures" -type f -exec cat {} + | od -An -v -tx1 | tr -d ' \n')
[[ $bytes != *"$picture"* ]] || fail "a picture lies in the open"
echo "1 passed, 0 failed"
