#!/usr/bin/env bash
# A stranger's client in shell speaks the protocol, and our device sees what it wrote.
. "$(dirname "$0")/lib.sh"
village=990101101201
start_server
join ours 王书记 first_secretary $village
"$(dirname "$0")/../peers/stranger" "http://127.0.0.1:$port" \
    "$(code_for "$(add_person 外人 village_cadre $village)" $village)" $village "$work/stranger"
device ours sync --json >/dev/null
device ours list household --json | jq -e '.[0].head_name == "李𬭎"' >/dev/null || fail "the name was changed"
device ours verify --json | jq -e .ok >/dev/null || fail "verify"
# What an analyst does with an export.
device ours export --format sqlite --out "$work/village.sqlite"
[[ $(sqlite3 "$work/village.sqlite" 'SELECT head_name, size FROM household') == '李𬭎|0' ]] || fail "export"
# A used code opens nothing.
echo "1 passed, 0 failed"
