#!/usr/bin/env bash
# Builds everything and runs every test. Needs nothing but this clone (and a network the first time).
set -euo pipefail
cd "$(dirname "$0")"

tools/install
tools/build
echo "Testing"
ctest --preset release -j2
