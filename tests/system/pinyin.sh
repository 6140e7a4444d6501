#!/usr/bin/env bash
# A name with rare characters, typed in pinyin through a real input method into the form of a new
# household: it survives saving, closing, opening again and the way to the server. Characters of
# extension B and E are four bytes in UTF-8 and two units in UTF-16: what handles them wrongly turns
# them into boxes or question marks in the register of a village.
for program in fcitx5 fcitx5-remote libime_pinyindict dbus-run-session; do
    command -v $program >/dev/null && continue
    echo "skipped: $program is not installed (apt-get install fcitx5 fcitx5-pinyin libime-bin dbus dbus-x11)"
    exit 77
done
. "$(dirname "$0")/lib.sh"
village=990101101201
name=王𬭎𠮷

# An input method of its own, with the name in its dictionary as a person would have put it there.
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/share XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run
mkdir -p "$XDG_CONFIG_HOME/fcitx5" "$XDG_DATA_HOME/fcitx5/pinyin/dictionaries" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
cat >"$XDG_CONFIG_HOME/fcitx5/profile" <<'END'
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
END
printf "%s wang'hong'ji 10\n" $name >"$work/names.txt"
libime_pinyindict "$work/names.txt" "$XDG_DATA_HOME/fcitx5/pinyin/dictionaries/names.dict"

start_server
join secretary 王书记 first_secretary $village
start_display

# The input method on a bus of its own; the bus ends with it.
# shellcheck disable=SC2016 # the inner shell's own
dbus-run-session -- bash -c 'echo $$ >"$0/fcitx"; echo "$DBUS_SESSION_BUS_ADDRESS" >"$0/bus"; exec fcitx5' \
    "$work" >"$work/fcitx.log" 2>&1 &
bus_pid=$!
end_input_method() {
    kill "$(<"$work/fcitx")" && wait $bus_pid || true
}
trap 'end_input_method; cleanup' EXIT
DBUS_SESSION_BUS_ADDRESS=$(timeout 30 tail -n +1 -F "$work/bus" --pid $bus_pid 2>/dev/null | head -n 1) || true
export DBUS_SESSION_BUS_ADDRESS SDL_IM_MODULE=fcitx
answers() { fcitx5-remote >/dev/null 2>&1; }
until_it answers

open_window secretary --page households
press 新增农户
press 户主姓名
wait_for 'if any(.items[]; .focused and .label == "户主姓名") then "yes" else empty end' >/dev/null
# It listens to the field once the window has told it so.
pinyin_on() { fcitx5-remote -o; [[ $(fcitx5-remote) == 2 && $(fcitx5-remote -n) == pinyin ]]; }
until_it pinyin_on
xdotool type --delay 100 wanghongji
xdotool key --delay 100 space
sees $name
fcitx5-remote -c
press 保存
wait_for 'if any(.items[]; .name | endswith("head_name")) then empty else "gone" end' >/dev/null
close_window
saved=$(device secretary list household --json | jq -r '.[0].head_name')
[[ $saved == "$name" ]] || fail "saved as '$saved'"

open_window secretary --page households
sees $name
close_window

device secretary sync --json >/dev/null
join neighbour 李会计 village_cadre $village
device neighbour sync --json >/dev/null
arrived=$(device neighbour list household --json | jq -r '.[0].head_name')
[[ $arrived == "$name" ]] || fail "arrived at the neighbour as '$arrived'"
