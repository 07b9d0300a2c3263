# Every ```sh block of README.md and docs/*.md works as it stands, one page after the other, each in a fresh folder
# that holds article.txt (our German sample) and articles/ (both samples).
. "$(dirname "$0")/lib.sh"
PATH=$(dirname "$STEMMA"):$PATH
export PATH
for page in "$STEMMA_SOURCE"/README.md "$STEMMA_SOURCE"/docs/*.md; do
    name=$(basename "$page" .md)
    mkdir -p "$name/articles"
    cp "$STEMMA_SOURCE"/graphs/de-ki-politik/input.txt "$name/article.txt"
    cp "$STEMMA_SOURCE"/graphs/de-ki-politik/input.txt "$name/articles/de.txt"
    cp "$STEMMA_SOURCE"/graphs/en-chip-deals/input.txt "$name/articles/en.txt"
    awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' "$page" >"$name/script"
    [ -s "$name/script" ] || continue
    (cd "$name" && sh -eu script >log 2>&1) || { tail -20 "$name/log" >&2; failed "examples of $page"; }
done
