#!/usr/bin/env bash
# Builds Cunji and shows it. Needs nothing but this clone (and a network the first time).
set -euo pipefail
cd "$(dirname "$0")"

tools/install
tools/build
exec tools/tour "$@"
