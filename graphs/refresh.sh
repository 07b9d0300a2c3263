#!/bin/sh
# Writes facts, report and picture of each sample anew. usage: sh graphs/refresh.sh [BUILD]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
stemma=${1:-$root/build}/src/cli/stemma
db=$(mktemp -u).db
for folder in "$root"/graphs/*/; do
    (cd "$folder" &&
        "$stemma" build -q -g "$db" input.txt &&
        "$stemma" export -g "$db" --format tsv >facts.tsv &&
        "$stemma" report -g "$db" --format markdown >report.md &&
        "$stemma" draw -g "$db" -o graph.svg)
    rm -f "$db" "$db-wal" "$db-shm"
done
