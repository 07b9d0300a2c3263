# A lexicon and a segmenter are made from a tiny treebank, measured, and put into a model file, which still loads.
. "$(dirname "$0")/lib.sh"
TRAIN=$STEMMA_BUILD_DIR/src/train/stemma-train
train() {
    wanted=$1; shift
    "$TRAIN" "$@" >out 2>err; code=$?
    [ "$code" -eq "$wanted" ] || { cat out err >&2; failed "stemma-train $*: exit $code, wanted $wanted"; }
}
i=0
while [ $i -lt 40 ]; do
    for noun in Messung Leitung Wohnung Zeichnung; do
        printf '# text = Die %sen wuchsen im Tal.\n' $noun
        printf '1\tDie\tder\tDET\t_\t_\t2\tdet\t_\t_\n2\t%sen\t%s\tNOUN\t_\tNumber=Plur\t3\tnsubj\t_\t_\n' $noun $noun
        printf '3\twuchsen\twachsen\tVERB\t_\t_\t0\troot\t_\t_\n4-5\tim\t_\t_\t_\t_\t_\t_\t_\t_\n'
        printf '4\tin\tin\tADP\t_\t_\t6\tcase\t_\t_\n5\tdem\tder\tDET\t_\t_\t6\tdet\t_\t_\n'
        printf '6\tTal\tTal\tNOUN\t_\t_\t3\tobl\t_\tSpaceAfter=No\n7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n'
    done
    i=$((i + 1))
done >tiny.conllu
printf 'Haus\tHaus\tNOUN\tCase=Nom|Gender=Neut|Number=Sing\n' >list.tsv

train 0 lexicon --lang de --list list.tsv --treebank tiny.conllu --out tiny.lex
says out "suffix rules"
train 0 lemmas --lexicon tiny.lex tiny.conllu
says out "lemmas 100.00"
cp tiny.lex first.lex
train 0 lexicon --lang de --list list.tsv --treebank tiny.conllu --out tiny.lex
same tiny.lex first.lex
train 0 segment --lang de --train tiny.conllu --check tiny.conllu --cut-bits 10 --end-bits 10 --out tiny.seg
says out "words 100.00 sentences 100.00"

train 0 attach --model "$STEMMA_SOURCE/src/lang/de/de.stemma" --section SEGM=tiny.seg --section extra=list.tsv --out new.stemma
grep -q 'SEGM' new.stemma || failed "new.stemma holds no SEGM"
printf 'Er wohnt im Tal. Sie auch.\n' >text.txt
run 0 parse --lang de --model new.stemma text.txt
says out "# text = Er wohnt im Tal."
says out "# text = Sie auch."

# Mistakes are told.
train 2 lexicon --lang de
train 2 attach --model tiny.lex
train 1 attach --model tiny.lex --section SEGM=tiny.seg --out x.stemma
says err "not a model"
train 1 attach --model new.stemma --section nonsense --out x.stemma
says err "NAME=FILE"
train 1 lexicon --lang de --list missing.tsv --out x.lex
says err "missing.tsv"
printf 'one\ttwo\n' >bad.tsv
train 1 lexicon --lang de --list bad.tsv --out x.lex
says err "(line 1)"
