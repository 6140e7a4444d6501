#!/usr/bin/env bash
# Another project's tus client uploads a picture in parts, signed in its request hook.
. "$(dirname "$0")/lib.sh"
here=$(dirname "$0")
village=990101101201
start_server
"$here/../peers/stranger" "http://127.0.0.1:$port" \
    "$(code_for "$(add_person 外人 village_cadre $village)" $village)" $village "$work/stranger" >/dev/null
status=0
"$here/../peers/tus/run" "http://127.0.0.1:$port" "$(jq -r .device "$work/stranger/enrolled")" \
    "$work/stranger/device.pem" "$(jq -r '.nonces[1]' "$work/stranger/enrolled")" \
    "$here/../../assets/demo/house.jpg" 2048 $village || status=$?
[[ $status == 77 ]] && exit 0
[[ $status == 0 ]] || fail "tus-js-client: $status"
sha=$(sha256sum <"$here/../../assets/demo/house.jpg" | cut -d ' ' -f 1)
# The server names a file only when its bytes have that hash; on its disk they are encrypted.
is_sealed "$work/pictures/${sha:0:2}/${sha:2:2}/$sha" "$here/../../assets/demo/house.jpg" || fail "not kept: $sha"
echo "1 passed, 0 failed"
