# A language of one's own: a treebank alone makes a model, twice the same, and `stemma parse` works with it.
. "$(dirname "$0")/lib.sh"
train="$STEMMA_BUILD_DIR/src/train/stemma-train"
tiny="$STEMMA_SOURCE/tests/data/tiny.conllu"
small="--x 32 --h 32 --arc 32 --rel 32 --word 32 --rate 0.005 --batch 100 --epochs 30"
for copy in 1 2; do
    "$train" syntax --lang de --train own="$tiny" $small --out "$copy.stemma" >log 2>&1 || { cat log; failed "training"; }
done
same 1.stemma 2.stemma
"$train" parse --model 1.stemma "$tiny" >parsed.conllu 2>speed || failed "parsing"
says speed "words/s"
[ "$(grep -c '^# text' parsed.conllu)" -eq 60 ] || failed "60 sentences wanted"
right=$(paste parsed.conllu "$tiny" | awk -F'\t' '$1 ~ /^[0-9]+$/ { n++; m += $4 == $14 } END { print int(100 * m / n) }')
[ "$right" -ge 85 ] || failed "only $right % of the word classes of its own training sentences"
"$train" syntax --lang de --train own="$tiny%report+dative" --epochs 1 >log 2>&1 && failed "no --out, --save or --dev: should be refused"
run 0 parse --pretokenized --lang de --model 1.stemma "$tiny"
same out parsed.conllu
