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
refused 'months\t3' 'wanted: list TAB value TAB words'
refused 'months\t\tmärz' 'no value'
refused 'which_words\tnex\tkommende' 'last this next "nex"'
printf '# said twice, in any order, with comments\nnegators\tnie\n\nparticles\tnie\nnegators\tkaum, Ärger
time_units\tyear\tjahr\nunits\tUSD\t$\nrelative_days\t-1\tgestern\n' >t.tsv
printf 'months\t3\tmarch\ntime_units\tmonth\tjahr\n' >other.tsv
"$tables" made.c de t.tsv en other.tsv || failed "good tables"
tr -d '\n ' <made.c >flat
says flat 'words_de_negators[]={"kaum","nie","Ärger",}'
says flat 'words_de_time_units[]={{"jahr","year",4},}'
says flat 'words_de_relative_days[]={{"gestern","-1",-1},}'
says flat 'words_all_time_units[]={{"jahr","year",4},}'
says flat 'words_all_months[]={{"march","3",3},}'

# The names of relations elsewhere: two tables, joined in the build.
links=$STEMMA_BUILD_DIR/src/exchange/stm_link_table
printf 'owns\torganization\tany\tany\tno\towned by\tP127-\tis the owner\nleft\torganization\tany\tany\tno\t-\t-\tleft it\n' >r.tsv
refused_link() {
    printf '# schemas\n%b\n' "$1" >f.tsv
    "$links" made.c r.tsv f.tsv 2>err && failed "accepted: $1"
    says err "f.tsv:2: $2"
}
refused_link 'ownz\tOwnership\towner\tasset' 'no relation of relations.tsv: "ownz"'
refused_link 'owns\tOwnership' 'wanted: relation, schema, two properties'
printf 'owns\tOwnership\towner\tasset\n' >f.tsv
"$links" made.c r.tsv f.tsv || failed "good tables"
says made.c '{"owns", "P127", true, "Ownership", "owner", "asset", }'
lacks made.c '"left"'
sed 's/P127-/Q127/' r.tsv >r2.tsv
"$links" made.c r2.tsv f.tsv 2>err && failed "accepted Q127"
says err 'r2.tsv:1: no Wikidata property: "Q127"'
