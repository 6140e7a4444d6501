#!/usr/bin/env bash
# A first secretary's whole job, through the window, as a person does it: the laptop is enrolled, then
# there is no network while a household is visited, a meeting votes and a project gets its photos; then
# everything is sent, and what somebody else wrote at the same time is settled. What counts is not what
# the window says but what the folder and the county then hold.
. "$(dirname "$0")/lib.sh"
village=990101101201
demo=$(dirname "$0")/../../assets/demo
export HOME=$work/home TZ=Asia/Shanghai
mkdir -p "$HOME/Pictures"

content=询问冬季取暖，屋顶漏雨已报村委。
no_place=没有信号
title=讨论通组路占地
agenda=占地补偿
place=村委会会议室
resolution=同意按原线路修。
renamed=赵士

# A picture as a camera makes it, with the time in it.
camera() { # FILE "YYYY:MM:DD HH:MM:SS" PICTURE
    { head -c 2 "$3" &&
        printf '\xff\xe1\x00\x48Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0' &&
        printf '\x01\0\x03\x90\x02\0\x14\0\0\0\x2c\0\0\0\0\0\0\0%s\0' "$2" &&
        tail -c +3 "$3"; } >"$HOME/Pictures/$1"
}
saved() { # KIND FILTER: must be true of the records of a kind in the folder of the window
    device laptop list "$1" --json >"$work/saved.json"
    jq -e "$2" "$work/saved.json" >/dev/null || fail "$1 is not [$2]: $(cat "$work/saved.json")"
}

make_village() { # six households with a head each, and a project of the township
    jq -n --arg s $village '[["王铁柱", "赵四", "李大山", "周文", "吴生", "郑义"] | to_entries
        | (.[] | {kind: "household", household_no: "00\(.key + 1)", group_name: "岩头组",
            head_name: .value, head_member: "@\(.key + 6)", address: "岩头组\(.key + 1)号"}),
          (.[] | {kind: "member", household: "@\(.key)", name: .value, relation: "02", birth: "1970-03-07"})
        | .scope = $s]' | device cadre save household --json - >"$work/village.json"
    jq -n --arg s $village '{scope: $s, name: "通组路硬化", category: "infrastructure"}' |
        device township save project --json - >"$work/project.json"
    household=$(jq -r '.[1].id' "$work/village.json")
    project=$(jq -r .id "$work/project.json")
    device township sync --json >/dev/null
    device cadre sync --json >/dev/null
}

enrol() {
    sees 开通这台设备
    fill 服务器网址 "http://127.0.0.1:$port"
    fill 开通码 "$1"
    press 开通
    sees 资料已到本机
    press 开始使用
    sees 王书记
}

visit() {
    press 农户
    press 赵四
    press 开始走访
    fill 走访内容 $content
    press 住房
    fill 未定位的原因 $no_place
    press 添加照片
    press house.jpg
    press '加入 1 张'
    sees 待上传
    sign 户主或家人签字
    press 保存
    sees 已保存到本机
    saved visit 'length == 1 and (.[0] | .household == "'"$household"'" and .content == "'$content'"
        and .findings == ["housing"] and .geo_skip_reason == "'$no_place'"
        and (.visitors | length) == 1 and (.photos | length) == 1 and (.head_sign | length) == 64)'
    saved photo 'length == 1 and (.[0] | .stage == "visit" and (.taken_at | startswith("2026-11-20T09:40")))'
}

meeting() {
    local name
    local -i came=0
    press 会议
    press 开新会
    press 会议类型
    press 村民会议
    fill 会议名称 $title
    fill 议题 $agenda
    fill 地点 $place
    press 下一步
    press '用 6 人'
    sees '还差 4 人'
    for name in 王铁柱 赵四 李大山 周文; do
        press $name
        sees "$((++came)) / 6"
    done
    sees 人数够了，可以开会
    fill search zy # by the initials, as at the door
    press 郑义
    sees '5 / 6'
    press 下一步
    press 对其他事项表决
    fill matter $agenda
    press '反对票 增加'
    press '其余 4 票都同意'
    sees 票数对上了
    press 下一步
    fill resolution $resolution
    press 保存
    sees 已保存在本机
    saved meeting 'length == 1 and (.[0] | .type == "villagers_assembly" and .title == "'$title'" and .should_attend == 6
        and .attended == 5 and .listed == 5 and .agenda == "'$agenda'" and .resolution == "'$resolution'")'
    saved attendee 'length == 5'
    saved vote 'length == 1 and (.[0] | .matter == "'$agenda'" and .yes == 4 and .no == 1 and .abstain == 0 and .passed == "yes")'
}

project() {
    local stage
    press 项目
    press 通组路硬化
    for stage in 实施前:before 实施中:during 实施后:after; do
        press "${stage%:*}"
        [[ $stage != *:before ]] || press 我的图片 # it comes back to the same folder
        press "${stage#*:}.jpg"
        press '添加 1 张照片'
        sees 已添加
        press 返回
        sees 十个步骤
    done
    saved photo 'map(select(.subject == "'"$project"'") | [.stage, .taken_at[:10]]) | sort ==
        [["after", "2026-11-01"], ["before", "2026-09-01"], ["during", "2026-10-01"]]'
}

rename() { # the head of a household, while the cadre does the same without knowing
    jq -n --arg id "$household" '{id: $id, head_name: "赵思"}' | device cadre save household --json - >/dev/null
    press 农户
    press 赵四
    press 更多
    press 修改基本情况
    fill 户主姓名 $renamed
    press 保存
    sees 已保存到本机
    saved household 'any(.id == "'"$household"'" and .head_name == "'$renamed'")'
}

on_server() { # every picture and signature of the village, whole
    local sum
    for sum in $(for kind in photo visit; do device laptop list $kind --json; done |
        jq -r '.[] | .sha256, .thumb_sha256, .preview_sha256, .head_sign | values'); do
        is_sealed "$work/pictures/${sum:0:2}/${sum:2:2}/$sum" || fail "not on the server: $sum"
    done
}

send() {
    press 同步
    sees 还只在本机
    device laptop status --json | jq -e '.on_device >= 13 and .acknowledged == 0 and .photos_left > 0' >/dev/null ||
        fail "before: $(device laptop status --json)"
    press 立即同步 # without a network it says so, and nothing more
    sees 连不上服务器
    sees 还只在本机
    start_server
    device cadre sync --json >/dev/null
    press 立即同步
    sees 有冲突要您定
    sees 都已送到服务器
    device laptop status --json | jq -e '.on_device == 0 and .photos_left == 0 and .refused == 0 and .conflicts == 1' >/dev/null ||
        fail "after: $(device laptop status --json)"
    on_server
}

settle() {
    press 今天
    sees '有 1 处等您选定'
    press 同步
    press 去看看
    press 农户：赵士
    sees 赵思
    press 这个对
    press 与户口簿一致
    press 就这样定
    sees 已定下
    press 同步
    press 立即同步
    sees 都已送到服务器
    device cadre sync --json >/dev/null
    device cadre show "$household" --history --json >"$work/shown.json"
    jq -e '.fields.head_name == "'$renamed'" and (.history[-1] | .name == "王书记" and .why == "与户口簿一致")' \
        "$work/shown.json" >/dev/null || fail "settled otherwise: $(cat "$work/shown.json")"
}

all_equal() {
    local county name
    county=$(admin status --json | jq -r ".digest[\"$village\"]")
    for name in laptop cadre township; do
        device $name sync --json >/dev/null
        device $name verify --json | jq -e .ok >/dev/null || fail "$name holds what does not verify"
        device $name status --json | jq -e --arg county "$county" '.digest["'$village'"] == $county and .conflicts == 0
            and .by_kind.visit == 1 and .by_kind.meeting == 1 and .by_kind.photo == 4' >/dev/null ||
            fail "$name is not as the county, $county: $(device $name status --json)"
    done
}

start_server
join cadre 张会计 village_cadre $village
join township 李站长 township_reviewer $village
make_village
code=$(code_for "$(add_person 王书记 first_secretary $village)" $village)
camera house.jpg '2026:11:20 09:40:00' "$demo/house.jpg"
camera before.jpg '2026:09:01 10:00:00' "$demo/barn_before.jpg"
camera during.jpg '2026:10:01 10:00:00' "$demo/barn_during.jpg"
camera after.jpg '2026:11:01 10:00:00' "$demo/barn_after.jpg"

start_display
give_keys "$content$no_place$title$agenda$place$resolution$renamed"
open_window laptop
enrol "$code"
stop_server
visit
meeting
project
rename
send
settle
close_window
all_equal
