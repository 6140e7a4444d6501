#!/usr/bin/env bash
# A tablet is reported lost with unsent work on it. It turns up, syncs, is told that its work is at
# the office; the office takes it in, and a colleague's device shows it. Then the audit log of all
# that is checked as an auditor does, with no key and no data folder.
. "$(dirname "$0")/lib.sh"
village=990101101201
says() { # PART-OF-WHAT-IS-SAID STATUS COMMAND...
    local want=$1 expected=$2 status=0
    shift 2
    CUNJI_LANG=en "$@" >"$work/said" 2>&1 </dev/null || status=$?
    [[ $status == "$expected" ]] || fail "$* ended with $status: $(cat "$work/said")"
    grep -q -e "$want" "$work/said" || fail "$* said: $(cat "$work/said")"
}

admin user list >/dev/null
start_server
join ann 安娜 first_secretary $village
join bo 阿博 village_cadre $village
household=$(jq -n '{household_no:"1", group_name:"1", head_name:"王铁柱"}' | device ann --json save household --json - | jq -r .id)
device ann sync >/dev/null
device bo sync >/dev/null
visit=$(jq -n --arg household "$household" '{household:$household, content:"谈了低保"}' | device ann --json save visit --json - | jq -r .id)

tablet=$(device ann --json status | jq -r .device)
says 'closed out' 0 admin device revoke "$tablet"
says '1 changes are at the office, waiting' 1 device ann sync
says '1 changes are at the office, waiting' 1 device ann sync
[[ $(device ann --json status | jq -r .on_device) == 1 ]] || fail "the work left the tablet"
[[ $(admin quarantine list --json | jq -c 'map([.id, .device, .decision])') == "[[1,\"$tablet\",\"\"]]" ]] || fail "the list: $(admin quarantine list --json)"
[[ $(admin status --json | jq .quarantine) == 1 ]] || fail "the status counts none"
says 'waits for a decision' 0 admin quarantine list
says "record $visit" 0 admin quarantine show 1
admin quarantine show 1 --json | jq -e '.ops | any(contains("谈了低保"))' >/dev/null || fail "what it says is not shown"
device bo sync >/dev/null
device bo --json list visit | jq -e 'length == 0' >/dev/null || fail "it is out already"

says 'no number 7' 1 admin quarantine release 7 --reason x
says 'kept out' 0 admin quarantine refuse 1 --reason 'nobody knows who had it'
says 'decided already' 1 admin quarantine refuse 1 --reason again
says 'taken in; 0' 0 admin quarantine release 1 --reason 'she brought it and confirmed each visit'
says 'confirmed each visit' 0 admin quarantine list
device bo sync >/dev/null
device bo --json list visit | jq -e --arg id "$visit" 'any(.[]; .id == $id and .content == "谈了低保")' >/dev/null || fail "bo does not see the visit"
device bo verify >/dev/null || fail "bo's device does not verify"

# A village is handed over.
add_person 蔡 first_secretary 990101101202 >/dev/null
says 'nothing to hand over' 1 admin handover --scope $village --from 蔡 --to 安娜 --reason x
says 'went from 安娜 to 蔡' 0 admin handover --scope $village --from 安娜 --to 蔡 --reason rotation

# The auditor.
device bo sync >/dev/null
device bo audit-receipt >"$work/receipt"
says 'Note this down' 0 admin audit export --out "$work/audit.jsonl"
head=$(grep -o '[0-9]*:[0-9a-f]\{64\}' "$work/said")
key=$(head -n 1 "$work/audit.jsonl" | jq -r .county_key)
audit() { env -u CUNJI_KEY_FILE -u CUNJI_PASSPHRASE_FILE "$bin/cunji-server" admin audit verify "$@"; }
says 'is whole' 0 audit "$work/audit.jsonl" --head "$head" --key "$key" --receipt "$work/receipt"
says 'Compare it with a key' 0 audit "$work/audit.jsonl"
verbs=$(jq -r 'select(.row) | .row | fromjson | .verb' "$work/audit.jsonl" | sort -u | xargs)
for verb in add_account code enrol export handover policy pull push quarantine read_quarantined refuse_quarantined release revoke; do
    [[ " $verbs " == *" $verb "* ]] || fail "no $verb among: $verbs"
done
! grep -q '安娜\|王铁柱\|谈了低保\|confirmed each' "$work/audit.jsonl" || fail "the log tells more than it should"
sed '/"verb\\":\\"revoke/d' "$work/audit.jsonl" >"$work/without"
says 'Row [0-9]* is not in its place' 1 audit "$work/without"
head -n -4 "$work/audit.jsonl" >"$work/shorter"
says 'The end is missing' 1 audit "$work/shorter" --head "$head"
says 'under another key' 1 audit "$work/audit.jsonl" --key "${key:1}0"
says 'at least six months' 1 admin audit prune --before "$(date +%F)"
says '^0 old rows' 0 admin audit prune
admin audit export --out "$work/later.jsonl" >/dev/null
says 'is whole' 0 audit "$work/later.jsonl" --head "$head" --receipt "$work/receipt"
stop_server
echo "1 passed, 0 failed"
