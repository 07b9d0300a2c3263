# The same content changes nothing, a changed document loses exactly its old facts, a removed one takes its facts along;
# the order of documents, the number of runs and of threads is nothing to the result.
. "$(dirname "$0")/lib.sh"
mkdir in
cp "$STEMMA_SOURCE/graphs/de-ki-politik/input.txt" in/a.txt
cp "$STEMMA_SOURCE/graphs/en-chip-deals/input.txt" in/b.txt
printf '{"text":"Anna Weber leitet die Firma Novalux."}\n{"text":"Paul Braun leitet die Firma Beta.","url":"https://e.org/1"}\n' >in/c.jsonl
run 0 build -g one.db in
says err "4 new, 0 changed, 0 unchanged"
run 0 export -g one.db --all
cp out one.tsv
run 0 build -g one.db in
says err "0 new, 0 changed, 4 unchanged"
run 0 export -g one.db --all
same one.tsv out
run 0 check -g one.db
# Another order, in several runs, with threads.
run 0 build -g two.db in/c.jsonl
run 0 build -g two.db -j 8 in/b.txt in/a.txt
run 0 export -g two.db --all
same one.tsv out
run 0 build -g three.db -j 2 in/b.txt in/c.jsonl in/a.txt
run 0 export -g three.db --all
same one.tsv out
# A change, and back again.
run 0 update -g one.db
says err "0 changed, 4 unchanged"
cp in/a.txt a.old
printf '\nCarla Lindner gründete 2022 die Firma Sorbitec.\n' >>in/a.txt
run 0 update -g one.db
says err "1 changed, 3 unchanged"
run 0 export -g one.db --all
says out "Sorbitec"
cp a.old in/a.txt
run 0 update -g one.db
run 0 export -g one.db --all
same one.tsv out
run 0 check -g one.db
# A file that is gone.
rm in/b.txt
run 0 update -g one.db
says err "in/b.txt: gone, kept"
run 0 export -g one.db --all
same one.tsv out
run 0 update -g one.db --remove-missing
says err "in/b.txt: gone, taken out"
run 0 documents -g one.db
lacks out "in/b.txt"
says out "https://e.org/1"
run 0 build -g rest.db in
run 0 export -g rest.db --all
cp out rest.tsv
run 0 export -g one.db --all
same rest.tsv out
run 0 remove -g one.db in/a.txt in/c.jsonl:1 https://e.org/1
run 0 check -g one.db
says out "sound; 0 documents, 0 sentences, 0 actors, 0 facts"
# A list that became shorter: what it does not hold any more is told, and taken out on demand; also items with addresses.
mkdir list
printf '{"text":"Anna Weber leitet die Firma Novalux."}\n{"text":"Paul Braun leitet die Firma Beta."}\n{"text":"Carla Lind leitet die Firma Gamma.","url":"https://e.org/3"}\n' >list/l.jsonl
printf '<?xml version="1.0"?><rss><channel><title>F</title><language>de</language><item><link>https://e.org/f1</link><title>T</title><description>Dora Kern leitet die Firma Delta.</description></item><item><link>https://e.org/f2</link><title>U</title><description>Emil Horn leitet die Firma Epsilon.</description></item></channel></rss>' >list/feed.xml
run 0 build -g list.db list
run 0 update -g list.db
says err "0 changed, 5 unchanged"
lacks err "gone"
head -1 list/l.jsonl >list/l.new && mv list/l.new list/l.jsonl
sed -i 's|<item><link>https://e.org/f2.*</item>||' list/feed.xml
run 0 update -g list.db
says err "list/l.jsonl:2: gone, kept"
says err "https://e.org/3: gone, kept"
says err "https://e.org/f2: gone, kept"
run 0 update -g list.db --remove-missing
run 0 documents -g list.db
[ "$(wc -l <out)" -eq 2 ] || { cat out >&2; failed "two documents are left"; }
run 0 export -g list.db
cp out list.tsv
run 0 build -g short.db list
run 0 export -g short.db
same list.tsv out
run 0 check -g list.db
# A line that is broken is no reason to take the others out.
printf 'nonsense\n' >>list/l.jsonl
run 3 update -g list.db --remove-missing
says err "list/l.jsonl: line 2"
run 0 documents -g list.db
[ "$(wc -l <out)" -eq 2 ] || failed "a broken line took documents out"
