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
# Vectors, sentences without labels, a teacher that kept a file back: all of it goes through and into the model.
printf 'er\t1 2\nsie\t1 3\nund\t4 5\nist\t6 7\n' >words.tsv
awk -F'\t' '$1 ~ /^[0-9]+$/ { print $1 "\t" $2 "\t_\t_\t_\t_\t_\t_\t_\t_" } /^$/ { print "" }' "$tiny" >plain.conllu
more="--lang de --train own=$tiny@!x --train kept=$tiny%hold $small --epochs 2 --vectors words.tsv"
"$train" syntax $more --save teacher.raw >log 2>&1 || { cat log; failed "training a teacher"; }
says log "120 sentences"
"$train" syntax $more --teacher teacher.raw --plain plain.conllu --plain-share 2 --out taught.stemma >log 2>&1 ||
    { cat log; failed "training with a teacher"; }
says log "60 plain"
head -c 3000 taught.stemma | grep -aq '^vectors words.tsv$' || failed "the model does not tell of its vectors"
run 0 parse --pretokenized --lang de --model taught.stemma "$tiny"
"$train" syntax $more --start teacher.raw --dev own="$tiny" >started 2>&1 || { cat started; failed "going on from a net"; }
"$train" syntax $more --dev own="$tiny" >fresh 2>&1 || failed "training anew"
las() { sed -n 's/.* LAS //p' "$1" | tail -1 | cut -d. -f1; }
[ "$(las started)" -gt "$(las fresh)" ] || failed "a net that goes on knows no more than a new one"
head -c 100000 teacher.raw >cut.raw
"$train" syntax $more --teacher cut.raw --out x.stemma >log 2>&1 && failed "a cut teacher should be refused"
says log "cut.raw"
