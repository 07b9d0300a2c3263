#!/bin/sh
# Installs what is missing, builds, runs every test. usage: sh tests/run.sh [ctest options]
# STEMMA_BUILD names another build folder (default: build/ in the checkout).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=${STEMMA_BUILD:-$root/build}
sh "$root/src/packages.sh" "$root/src/packages.txt" "$root/tests/packages.txt"
cmake -G Ninja -S "$root" -B "$build" -DSTEMMA_WERROR=ON -DSTEMMA_TESTS=ON >"$build.log" 2>&1 || { cat "$build.log"; exit 1; }
rm -f "$build.log"
ninja -C "$build"
LC_ALL=C.UTF-8 ctest --test-dir "$build" --output-on-failure -j "$(nproc)" "$@"
