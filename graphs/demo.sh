#!/bin/sh
# Installs what is missing, builds, and walks the whole road on a sample text: prints the facts and the report on the
# actors, writes the picture. usage: sh graphs/demo.sh [TEXT...]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=${STEMMA_BUILD:-$root/build}
sh "$root/src/packages.sh" "$root/src/packages.txt"
cmake -G Ninja -S "$root" -B "$build" -DSTEMMA_TESTS=OFF >"$build.log" 2>&1 || { cat "$build.log"; exit 1; }
rm -f "$build.log"
ninja -C "$build" >/dev/null
stemma=$build/src/cli/stemma
[ $# -gt 0 ] || set -- "$root/graphs/de-ki-politik/input.txt"
out=$build/demo
mkdir -p "$out"
rm -f "$out/demo.db" "$out/demo.db-wal" "$out/demo.db-shm"
"$stemma" build -g "$out/demo.db" "$@"
echo "== Facts (subject, relation, object, time) =="
"$stemma" export -g "$out/demo.db" --format tsv | cut -f1-4
echo "== Report on the actors =="
"$stemma" report -g "$out/demo.db"
"$stemma" draw -g "$out/demo.db" -o "$out/demo.svg"
echo "== Picture: $out/demo.svg =="
