# Bad input: each a clear message and exit status, and nothing that was there is lost.
. "$(dirname "$0")/lib.sh"
printf 'Anna Schmidt gründete 2019 die Firma Novalux. Novalux kaufte die Firma Beta.\n' >good.txt
run 0 build -g g.db good.txt
run 0 export -g g.db --format tsv
cp out before.tsv
[ -s before.tsv ] || failed "no fact from a plain sentence"

unharmed() { run 0 export -g g.db --format tsv; same out before.tsv; }
refused() { # CODE TEXT ARGS...
    wanted=$1 text=$2; shift 2
    run "$wanted" "$@"
    says err "$text"
    unharmed
}
refused 3 "no/such.txt" build -g g.db no/such.txt
mkdir empty && refused 3 "empty: no file in this folder" build -g g.db empty
: >zero.txt && refused 3 "zero.txt: no text" build -g g.db zero.txt
printf ' \n\t\n' >blank.txt && refused 3 "blank.txt: no text" build -g g.db blank.txt
printf 'Er war hier.\nM\344rz 2020.\n' >latin.txt
run 0 build -g latin.db latin.txt
printf 'ab\0\1\2\3cd' >binary.txt && refused 3 "binary.txt: a binary file" build -g g.db binary.txt
head -c 3000 /dev/urandom >noise.txt && printf '\0' >>noise.txt
refused 3 "noise.txt" build -g g.db noise.txt
refused 2 "which graph file" build good.txt
refused 2 "which files" build -g g.db
refused 2 "unknown language" build -g g.db --lang xx good.txt
printf "Carl Braun leitet die Firma Novalux.\n" >more.txt
refused 3 "no.stemma" build -g g.db --lang de --model no.stemma more.txt

# Good files before a bad one are kept; the bad one is named.

run 3 build -g g2.db good.txt more.txt zero.txt
says err "zero.txt"
run 0 documents -g g2.db
says out good.txt
says out more.txt

# Broken, foreign and missing graph files.
printf 'this is no database, but it is long enough to be read as one\n' >foreign.db
run 4 report -g foreign.db
says err "foreign.db"
run 4 build -g foreign.db good.txt
says foreign.db "this is no database"
python3 -c "import sqlite3; c = sqlite3.connect('alien.db'); c.execute('create table t(x)'); c.commit()"
run 4 build -g alien.db good.txt
says err "alien.db"
cp g.db torn.db
python3 - <<'PY'
data = bytearray(open('torn.db', 'rb').read())
data[4096:8192] = b'\xAA' * 4096
open('torn.db', 'wb').write(data)
PY
"$STEMMA" check -g torn.db >out 2>err </dev/null
[ $? -ne 0 ] || failed "check of a torn file says it is fine"
run 3 report -g none.db
says err "none.db"
[ ! -e none.db ] || failed "reading made a file"
run 3 show -g g.db "Nobody Anywhere"
says err "Nobody Anywhere"

# A folder that cannot be written to (root may write anywhere: skipped then).
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked && chmod 555 locked
    run 4 build -g locked/x.db good.txt
    chmod 755 locked
fi
run 4 build -g no/such/folder/x.db good.txt

# A full disk: the file may not grow over its limit (ulimit stands in for the disk).
cp g.db full.db
(ulimit -f 64; "$STEMMA" build -q -g full.db "$STEMMA_SOURCE/graphs/de-ki-politik/input.txt" \
    "$STEMMA_SOURCE/graphs/en-chip-deals/input.txt" >out 2>err </dev/null) && true
run 0 check -g full.db
run 0 export -g full.db --format tsv
grep -qF "$(head -1 before.tsv | cut -f1-3)" out || failed "a fact was lost when the disk was full"

# Writing to a full device is an error, not silence.
if [ -e /dev/full ]; then
    "$STEMMA" export -g g.db --format tsv >/dev/full 2>err && failed "wrote to a full device"
    says err "standard output"
fi

# One line without an end: 1 MB here, since every word is parsed; nothing in the code depends on the length.
python3 -c "
s = 'Anna Schmidt gründete die Firma Novalux und leitet sie bis heute. '
open('long.txt', 'w', encoding='utf8').write(s * (1_000_000 // len(s)))"
run 0 parse --lang de long.txt
[ "$(grep -c "^# sent_id" out)" -gt 10000 ] || failed "sentences of a long line were lost"
