#!/usr/bin/env bash
# Builds Cunji and shows it: the main job in the terminal, then its village in the window. Without a
# display the window's pages are drawn to files instead. Needs nothing but this clone (and a network
# the first time).
set -euo pipefail
cd "$(dirname "$0")"

tools/install
tools/build
tools/tour "$@"
tools/window "$@"
