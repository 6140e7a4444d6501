#!/usr/bin/env bash
# What people typed is text, also in a spreadsheet: what is told on a visit and looks like a
# formula is exported and opened in a real one.
. "$(dirname "$0")/lib.sh"
village=990101101201
start_server
join phone 安娜 first_secretary $village

# How formulas begin in some program or other, alone and with what people hide them behind.
starts=('=' '+' '-' '@' '＝' '＋' '－' '＠' $'\n=' ' =' "'=" '"=' ';=' ',=' '|=' '%=' '==' '=+' '+=' '-@' $'\u00a0=' $'\ufeff=')
ends=('1+1' 'SUM(A1:A9)' 'cmd|'"'"'/c calc'"'"'!A1' 'HYPERLINK("http://x.example/","王")' 'WEBSERVICE("http://x.example/")' '2+5+cmd|x!A0"' $'1\n=1+1')
for start in "${starts[@]}"; do
    for end in "${ends[@]}"; do
        jq -n --arg text "$start$end" '$text'
    done
done | jq -s '[to_entries[] | {kind: "visit", purpose: "routine", content: .value}]' >"$work/visits.json"
count=$(jq length "$work/visits.json")
device phone --json save --json "$work/visits.json" visit >/dev/null
device phone export visit --format csv --out "$work/export.csv" >/dev/null

formulas() { # CSV: cells that a spreadsheet takes for a formula
    soffice --headless -env:UserInstallation="file://$work/office" --convert-to fods --outdir "$work/opened" \
        "$1" >"$work/soffice.log" 2>&1 || fail "the spreadsheet did not open it: $(cat "$work/soffice.log")"
    grep -o 'table:formula=' "$work/opened/$(basename "$1" .csv).fods" | wc -l
}
[[ $(formulas "$work/export.csv") == 0 ]] || fail "a cell became a formula"
grep -q 'HYPERLINK' "$work/opened/export.fods" || fail "the export was not opened"
# It does see one where there is one.
printf 'a,b\r\n=1+1,"=SUM(A1:A9)"\r\n' >"$work/control.csv"
[[ $(formulas "$work/control.csv") == 2 ]] || fail "a formula would not be seen"
echo "1 passed, 0 failed ($count payloads)"
