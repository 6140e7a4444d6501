#!/usr/bin/env bash
# asvs_table.sh [ROOT]   checks docs/asvs.md below ROOT: the seventy requirements of level 1, each once and
# with one of four answers, counted right; and every test, test case and page that it names is there.
# What holds names at least one. First it checks itself on tables with known faults, so that a check that
# reads nothing cannot pass.
# shellcheck disable=SC2016  # what stands between ` in the table
set -euo pipefail

answers='holds|another way|does not apply|not yet'

# Prints each fault, and nothing when there is none.
faults() { # ROOT
    local root=$1 table=$1/docs/asvs.md numbers answer counted row
    numbers=$(grep -oP '^\| \K\d+\.\d+\.\d+(?= \|)' "$table" | sort) || true
    [[ $(sort -u <<<"$numbers" | wc -l) == 70 ]] ||
        printf '%s different requirements, not 70\n' "$(sort -u <<<"$numbers" | wc -l)"
    uniq -d <<<"$numbers" | sed 's/$/ stands there twice/'
    while IFS='|' read -r answer counted; do
        row=$(grep -cE "^\| [0-9.]+ \|[^|]*\| $answer \|" "$table") || true
        [[ $row == "$counted" ]] || printf '%s: %s rows, said to be %s\n' "$answer" "$row" "$counted"
    done < <(grep -oP "^\| ($answers) \| \d+ \|" "$table" | sed -E 's/^\| (.*) \| ([0-9]+) \|/\1|\2/')
    while IFS= read -r row; do
        faults_of_row "$root" "$row"
    done < <(grep -E '^\| [0-9]+\.[0-9]+\.[0-9]+ \|' "$table")
}

faults_of_row() { # ROOT ROW
    local root=$1 number answer shown token file='' named=0
    IFS='|' read -r _ number _ answer _ shown _ <<<"$2"
    number=${number// /}
    [[ $answer =~ ^\ ($answers)\ $ ]] || printf '%s: no such answer: %s\n' "$number" "$answer"
    while IFS= read -r token; do
        if [[ $token == \`* ]]; then
            file=${token//\`/}
            [[ -e $root/$file ]] && named=1 || printf '%s: there is no %s\n' "$number" "$file"
        elif [[ ! $file || ! -e $root/$file ]] || ! test_cases "$root/$file" | grep -qxF -e "${token//\"/}"; then
            printf '%s: no test case %s in %s\n' "$number" "$token" "${file:-no file}"
        fi
    done < <(grep -oP '`[^`]+`|"[^"]+"' <<<"$shown")
    [[ $answer != ' holds ' || $named == 1 ]] || printf '%s: holds, but nothing shows it\n' "$number"
}

test_cases() { # FILE: the names in it, one a line
    grep -zoP 'TEST_CASE\(\s*"\K[^"]+(?="\s*\))' "$1" | tr '\0' '\n'
}

self_test() {
    local root number
    root=$(mktemp -d)
    # shellcheck disable=SC2064  # the folder of now
    trap "rm -rf '$root'" EXIT
    mkdir -p "$root/docs" "$root/tests"
    printf 'TEST_CASE("one; two") {\nTEST_CASE(\n    "on two lines") {\n' >"$root/tests/a_test.cpp"

    fresh() {
        printf '| holds | 69 |\n| not yet | 1 |\n' >"$root/docs/asvs.md"
        for number in $(seq 69); do
            printf '| 1.1.%s | asked | holds | how | `tests/a_test.cpp` "one; two" "on two lines" |\n' "$number"
        done >>"$root/docs/asvs.md"
        printf '| 1.2.1 | asked | not yet | why | |\n' >>"$root/docs/asvs.md"
    }
    expect() { # WHAT-IS-SAID SED-SCRIPT
        fresh
        sed -i "$2" "$root/docs/asvs.md"
        [[ $(faults "$root") == *"$1"* ]] || { echo "no fault seen in: $2"; echo "it says: $(faults "$root")"; exit 1; }
    }

    fresh
    [[ ! $(faults "$root") ]] || { echo "faults where there are none: $(faults "$root")"; exit 1; }
    expect '69 different requirements, not 70' '/^| 1.2.1 /d'
    expect '1.1.7 stands there twice' 's/^| 1.2.1 /| 1.1.7 /'
    expect 'holds: 69 rows, said to be 70' 's/| 69 |/| 70 |/'
    expect '1.1.7: no such answer' '/^| 1.1.7 /s/holds/perhaps/'
    expect '1.1.7: there is no tests/b_test.cpp' '/^| 1.1.7 /s/a_test/b_test/'
    expect '1.1.7: no test case "one"' '/^| 1.1.7 /s/one; two/one/'
    expect '1.1.7: holds, but nothing shows it' '/^| 1.1.7 /s/`.*two lines"//'
}

self_test
found=$(faults "$(realpath "${1:-$(dirname "$0")/../..}")")
[[ ! $found ]] || { printf '%s\n' "$found"; exit 1; }
echo "8 passed, 0 failed"
