#!/usr/bin/env bash
# What the real window costs on a display in memory: from its start to the first picture, while nobody
# does anything, with 500 photos scrolled by, and while a photo of 12 megapixels is added. Run by hand
# on a machine that does nothing else:
#
#   CUNJI_BIN=build/release/bin tests/bench/window.sh
. "$(dirname "$0")/../system/lib.sh"
village=990101101201
photos=${CUNJI_PHOTOS:-500}
idle_seconds=5

figure() { printf '%-44s %s %s   (goal %s)\n' "$1" "$2" "$3" "$4"; }
of_report() { jq -r "$1" "$work/window.json"; }

start_server
join secretary 王书记 first_secretary $village
house=$(echo '{"kind": "household", "household_no": "H001", "group_name": "三组", "head_name": "王铁柱", "address": "水井旁"}' |
    device secretary save --json - | jq -r 'if type == "array" then .[0].id else .id end')
start_display

first=999999
for _ in 1 2 3 4; do
    open_window secretary --page household --page-id "$house"
    sees 王铁柱
    close_window
    took=$(of_report .first_frame_ms)
    ((took >= first)) || first=$took
done
figure "first picture, warm, best of 4" "$first" ms 700

open_window secretary --page household --page-id "$house"
sees 王铁柱
read -r -t 2 <"$work/display" || true # what is read behind the first picture
before=$(awk '{print $14 + $15}' "/proc/$window_pid/stat")
read -r -t $idle_seconds <"$work/display" || true
after=$(awk '{print $14 + $15}' "/proc/$window_pid/stat")
close_window
figure "processor while idle for $idle_seconds s" "$(((after - before) * 10))" ms 0
figure "wakes by a time, from start to end" "$(of_report .wakes_by_time)" "" "2 or fewer"

for number in $(seq "$photos"); do
    convert -size 640x480 "gradient:#$(printf %06x $((number * 9973 % 16777216)))-white" "$work/photo$number.jpg"
    device secretary photo add --subject "$house" --stage visit --title "第 $number 张" "$work/photo$number.jpg" >/dev/null
done
open_window secretary --page household --page-id "$house"
reach "第 1 张"
close_window
figure "heap after $photos thumbnails went by" "$(($(of_report .heap_kb) / 1024))" MB 64
figure "own work in a frame, median" "$(of_report .work_us.median)" us 1000
figure "own work in a frame, 95 of 100" "$(of_report .work_us.p95)" us 1000
figure "own work in a frame, most" "$(of_report .work_us.max)" us "-"

mkdir "$work/camera"
convert -size 4000x3000 plasma:green-blue -quality 92 "$work/camera/big.jpg"
HOME=$work/camera open_window secretary --page photo --page-id "$house" --page-detail add:visit
press 个人文件夹
press big.jpg
press "添加 1 张照片"
sees 已添加
close_window
figure "own work in a frame while 12 MP come in, most" "$(of_report .work_us.max)" us 16000
