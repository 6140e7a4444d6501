#!/usr/bin/env bash
# What opens a folder and what does not, as people meet it: each refusal says what to do, and nothing
# that is held is touched by it.
. "$(dirname "$0")/lib.sh"
village=990101101201
refused() { # PART-OF-WHAT-IS-SAID COMMAND...
    local want=$1 status=0
    shift
    CUNJI_LANG=en "$@" >"$work/said" 2>&1 </dev/null || status=$?
    [[ $status == 1 ]] || fail "$* ended with $status: $(cat "$work/said")"
    grep -q "$want" "$work/said" || fail "$* said: $(cat "$work/said")"
}

[[ $(admin user list --json) == '[]' ]] || fail "a new county has somebody in it"
admin recovery new --out "$work/recovery.key" >/dev/null
"$bin/cunji-server" admin --data "$work/elsewhere" recovery new --out "$work/not_recovery.key" >/dev/null
start_server

# The key file of a county.
cp "$work/county.key" "$work/county/beside"
refused 'lies inside' admin --key-file "$work/county/beside" status
rm "$work/county/beside"
"$bin/cunji-server" key new --out "$work/other.key" >/dev/null
refused 'does not open' admin --key-file "$work/other.key" status
chmod 644 "$work/other.key"
refused 'chmod 600' admin --key-file "$work/other.key" status
refused 'is there already' "$bin/cunji-server" key new --out "$work/other.key"

# The passphrase of a device.
printf 'short\n' >"$work/short"
printf 'gate ash tricycle harvest\n' >"$work/next"
code=$(code_for "$(add_person 安娜 first_secretary $village)" $village)
init() { device phone --passphrase-file "$1" init --server "http://127.0.0.1:$port" --code "$code"; }
refused 'too short' init "$work/short"
[[ ! -e $work/phone ]] || fail "a refused passphrase left a folder"
init "$work/passphrase" >/dev/null
household=$(jq -n '{household_no:"1", group_name:"1", head_name:"王𬭎𠮷"}' | device phone --json save household --json - | jq -r .id)
refused 'passphrase is wrong' device phone --passphrase-file "$work/next" status
unset_terminal() { env -u CUNJI_PASSPHRASE_FILE setsid "$@"; }
refused 'passphrase is needed' unset_terminal "$bin/cunji-cli" --data "$work/phone" status

# It is forgotten: the office opens the device, and everything is in it.
device phone recover ask --out "$work/request" >/dev/null
refused 'another recovery key\|no recovery key' admin recovery answer --request "$work/request" --key "$work/county.key"
admin recovery answer --request "$work/request" --key "$work/recovery.key" | tail -n 1 >"$work/answer"
refused 'answer is wrong' device phone recover finish --answer "$work/next" --new "$work/next"
device phone recover finish --answer "$work/answer" --new "$work/next" >/dev/null
refused 'passphrase is wrong' device phone status
device phone --passphrase-file "$work/next" --json list household | jq -e --arg id "$household" 'any(.[]; .id == $id and .head_name == "王𬭎𠮷")' >/dev/null || fail "the household is gone"
visit=$(jq -n --arg h "$household" '{household: $h, purpose: "routine"}' | device phone --passphrase-file "$work/next" --json save visit --json - | jq -r .id)
device phone --passphrase-file "$work/next" photo add "$(dirname "$0")/../../assets/demo/house.jpg" --subject "$visit" --stage visit >/dev/null
device phone --passphrase-file "$work/next" sync >/dev/null

# A backup on a new machine.
admin backup "$work/backup.db" >/dev/null
new_machine() { "$bin/cunji-server" admin --data "$work/new" "$@"; }
refused 'backup.db.keys.json' new_machine restore "$work/backup.db"
rm -r "$work/new"
mkdir "$work/new"
cp "$work/backup.db.keys.json" "$work/new/keys.json"
new_machine restore "$work/backup.db" >/dev/null
[[ $(new_machine status --json | jq -c .digest) == $(admin status --json | jq -c .digest) ]] || fail "the restored county is another"

# The machine is gone and its key file with it: the recovery key from the safe opens the backup, the
# pictures come back, and a new key file opens the folder from then on.
admin backup "$work/safe.db" --pictures "$work/safe_pictures" --blobs "$work/pictures" >/dev/null
from_safe() { "$bin/cunji-server" admin --data "$work/again" --key-file "$work/other.key" "$@"; }
chmod 600 "$work/other.key"
refused 'not this backup' from_safe restore "$work/safe.db" --recovery-key "$work/not_recovery.key"
from_safe restore "$work/safe.db" --recovery-key "$work/recovery.key" --pictures "$work/safe_pictures" >/dev/null
[[ $(from_safe status --json | jq -c .digest) == $(admin status --json | jq -c .digest) ]] || fail "the county from the safe is another"
diff -r "$work/pictures" "$work/again/blobs" -x tmp || fail "pictures are missing"
refused 'holds data already' from_safe restore "$work/safe.db" --recovery-key "$work/recovery.key"
refused 'does not open' "$bin/cunji-server" admin --data "$work/again" status
stop_server
rm "$work/county/keys.json" "$work/county/keys.copy.json"
refused 'no keys.json' admin status
echo "1 passed, 0 failed"
