# Whoever edits src/lang/*/words.tsv and makes a mistake is told file and line by the program that reads it in the build.
. "$(dirname "$0")/lib.sh"
tables=$STEMMA_BUILD_DIR/src/facts/stm_word_tables
# refused LINE MESSAGE: the line as line 2 of a table.
refused() {
    printf 'negators\tnicht, nie\n%b\n' "$1" >t.tsv
    "$tables" made.c de t.tsv 2>err && failed "accepted: $1"
    says err "t.tsv:2: $2"
    [ ! -e made.c ] || failed "a refused table left a file"
}
refused 'negator\tkaum' 'no such list in src/facts/word_lists.def: "negator"'
refused 'negators kaum' 'no such list'
refused 'negators' 'wanted: list TAB words'
refused 'negators\tkaum,,weder' 'no word'
refused 'negators\tkaum, nie' 'stands twice in its list: "nie"'
printf '# said twice, in any order, with comments\nnegators\tnie\n\nparticles\tnie\nnegators\tkaum, Ärger\n' >t.tsv
"$tables" made.c de t.tsv || failed "a good table"
says made.c '.negators = {words_de + 0, 3}'
says made.c '.particles = {words_de + 3, 1}'
