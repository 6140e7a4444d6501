#!/usr/bin/env bash
# A stolen device and a stolen server tell nothing: a day's work is done while every byte that any of the
# programs writes, to files and to the network, is looked at. Only what a person asked to see (standard
# output) may hold what people said.
. "$(dirname "$0")/lib.sh"
village=990101101201
command -v strace >/dev/null || fail "strace is missing"
strace -qq -e trace=none true 2>/dev/null || { echo "no right to trace programs here"; exit 77; }

# Programs under a tracer that keeps their own process ids (-D), so that they can be ended as usual.
mkdir "$work/traced" "$work/traces"
for program in cunji-server cunji-cli typist; do
    cat >"$work/traced/$program" <<END
#!/bin/sh
exec strace -D -f -qq -xx -s 2000000 -e signal=none \
    -e trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg \
    -o "\${TRACES:-$work/traces}/$program.\$\$" "$bin/$program" "\$@"
END
    chmod +x "$work/traced/$program"
done
plain_bin=$bin
bin=$work/traced

# What people say, and how a picture that anybody can look at begins.
printf '%s\n' MARKER-7f3a9c51 标记𬭎𠮷寨 11010519491231002X 6228480402564890018 13900001234 \
    aaaaaaaaaaaaaaaaaaaaaaaa >"$work/markers"
printf 'JFIF\n' >"$work/picture_markers"
hits() { # TRACE...: markers in what was written, by process and place
    perl -e '
        use strict; use warnings;
        my @markers;
        for my $file (shift, shift) {
            open my $in, "<:raw", $file or die;
            while (<$in>) { chomp; push @markers, $_; }
        }
        my $any = join "|", map { quotemeta } @markers;
        my ($bytes, %found, %tail) = (0);
        while (my $line = <>) {
            my ($call, $fd) = $line =~ /(\w+)\((\d+)/ or next;
            next if $fd == 1;
            while ($line =~ /"((?:\\x[0-9a-f]{2})*)"/g) {
                (my $hex = $1) =~ s/\\x//g;
                my $data = pack "H*", $hex;
                $bytes += length $data;
                my $key = "$ARGV $fd";
                my $seen = ($tail{$key} // "") . $data;    # a word may begin in one write and end in the next
                $found{"$key $1"}++ while $seen =~ /($any)/g;
                $tail{$key} = substr($seen, -40) =~ s/$any//gr;
            }
        }
        print "$_ $found{$_}\n" for sort keys %found;
        print STDERR "$bytes\n";
    ' "$work/markers" "$work/picture_markers" "$@"
}

# The day: a county that made its own certificate, two people, a household with its members and a photo,
# a meeting, a form that is not saved yet, an edit on both sides, a recovery key, a backup.
admin recovery new --out "$work/recovery.key" >/dev/null
"$bin/cunji-server" key certificate --host 127.0.0.1 --out-cert "$work/tls.pem" --out-key "$work/tls.key" >/dev/null
: >"$work/server.log"
"$bin/cunji-server" serve --data "$work/county" --listen 127.0.0.1:0 \
    --tls-cert "$work/tls.pem" --tls-key "$work/tls.key" 2>"$work/server.log" &
server_pid=$!
port=$(timeout 60 tail -n +1 -f "$work/server.log" --pid "$server_pid" | grep -m 1 '"event":"started"' | jq -r .port) || true
[[ $port ]] || fail "the server did not start: $(cat "$work/server.log")"
join_pinned() { # DEVICE NAME ROLE
    local payload
    payload=$(admin device code --user "$(add_person "$2" "$3" $village)" --scope $village \
        --url "https://127.0.0.1:$port" --json | jq -r .payload)
    [[ $(jq -r .pin <<<"$payload") == sha256//* ]] || fail "no pin: $payload"
    device "$1" init --server "$(jq -r .url <<<"$payload")" --pin "$(jq -r .pin <<<"$payload")" \
        --code "$(jq -r .code <<<"$payload")" >/dev/null
}
join_pinned phone 赵立 first_secretary # who a device belongs to its keyring says (docs/security.md)
join_pinned tablet 李明 village_cadre
household=$(jq -n '{household_no:"1", group_name:"1", head_name:"标记𬭎𠮷寨", address:"MARKER-7f3a9c51", phone:"13900001234", bank_card:"6228480402564890018"}' |
    device phone --json save household --json - | jq -r .id)
jq -n --arg h "$household" '{household:$h, name:"标记𬭎𠮷寨", id_type:"id", id_no:"11010519491231002X", birth:"1949-12-31", sex:"2"}' |
    device phone --json save member --json - >/dev/null
visit=$(jq -n --arg h "$household" '{household:$h, purpose:"routine", content:"MARKER-7f3a9c51 家里老人身体还好"}' |
    device phone --json save visit --json - | jq -r .id)
device phone --json photo add "$(dirname "$0")/../../assets/demo/house.jpg" --subject "$visit" --stage visit --title MARKER-7f3a9c51 >/dev/null
device phone sync >/dev/null 2>&1
device tablet sync >/dev/null 2>&1
jq -n --arg id "$household" '{id:$id, address:"MARKER-7f3a9c51 二号"}' | device tablet --json save household --json - >/dev/null
jq -n --arg id "$household" '{id:$id, address:"MARKER-7f3a9c51 三号"}' | device phone --json save household --json - >/dev/null
device tablet sync >/dev/null
device phone sync >/dev/null
device phone list household >/dev/null
device phone trace "$household" >/dev/null
device phone check >/dev/null || true
device phone verify >/dev/null
device phone recover ask --out "$work/request" >/dev/null
mkfifo "$work/end"
: >"$work/typed"
"$bin/typist" "$work/phone" <"$work/end" >"$work/typed" 2>"$work/typist.log" &
typist=$!
exec {holder}>"$work/end"
timeout 60 tail -n +1 -f "$work/typed" --pid "$typist" | grep -qm 1 '^150$' || true
grep -q '^150$' "$work/typed" || fail "nothing was typed: $(cat "$work/typist.log")"
kill -KILL "$typist"
wait "$typist" 2>/dev/null || true
exec {holder}>&-
admin backup "$work/backup.db" >/dev/null
admin trace "$household" >/dev/null
kill -TERM "$server_pid"
wait "$server_pid" || true
server_pid=

# Nothing of it was written, and nothing of it lies there.
found=$(hits "$work"/traces/* 2>"$work/bytes")
[[ ! $found ]] || fail "written in clear: $found"
bytes=$(cat "$work/bytes")
((bytes > 1000000)) || fail "only $bytes bytes were looked at"
for list in markers picture_markers; do
    lies=$(grep -rlaFf "$work/$list" "$work/phone" "$work/tablet" "$work/county" "$work/backup.db" "$work/server.log" "$work/request") || true
    [[ ! $lies ]] || fail "lies in clear: $lies"
done

# The same look does find what a person writes out on purpose, and a picture that is not sealed.
mkdir "$work/control"
TRACES=$work/control device phone export --format sqlite --out "$work/export.db" >/dev/null
[[ $(hits "$work"/control/* 2>/dev/null) == *标记𬭎𠮷寨* ]] || fail "the look finds nothing where there is something"
grep -qaFf "$work/picture_markers" "$(dirname "$0")/../../assets/demo/house.jpg" || fail "a picture would not be seen"
bin=$plain_bin
echo "1 passed, 0 failed ($bytes bytes looked at)"
