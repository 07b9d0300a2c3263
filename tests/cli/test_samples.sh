# The samples in graphs/ are what the program makes of their texts today.
. "$(dirname "$0")/lib.sh"
for folder in "$STEMMA_SOURCE"/graphs/*/; do
    rm -f s.db s.db-wal s.db-shm
    # The path is part of the facts' provenance: read the text by the same name as graphs/refresh.sh does.
    cp "$folder/input.txt" input.txt
    run 0 build -q -g s.db input.txt
    run 0 export -g s.db --format tsv
    same out "$folder/facts.tsv"
    run 0 report -g s.db --format markdown
    same out "$folder/report.md"
    run 0 draw -g s.db -o picture.svg
    grep -q '<svg' picture.svg || failed "no picture of $folder"
done
