# Questions without a query language, in every format; empty answers and unknown names have their exit status.
. "$(dirname "$0")/lib.sh"
cat >facts.tsv <<'T'
subject	relation	object	time	polarity	modality	speaker	subject_type	object_type	speaker_type	unnamed	document	title	date	url	publisher	lang	sentence	confidence	amount
Jörg Müller	founded	Novalux	2019	affirmed	asserted		person	organization			a.txt	First	2020-01-02	https://e.org/a	Zeitung	de	Jörg Müller gründete 2019 Novalux.	0.9	
Jörg Müller	founded	Novalux		affirmed	asserted		person	organization			b.txt	Second	2021-05-06			de	Müller gründete Novalux in der Schloßstraße.	0.8	
Novalux	acquired	Beta Werke	2021-03	affirmed	asserted		organization	organization			b.txt	Second	2021-05-06			de	Novalux kaufte im März 2021 Beta Werke.	0.8	
Novalux	acquired	Gamma		negated	asserted	Jörg Müller	organization	organization	person		b.txt	Second	2021-05-06			de	Novalux kauft Gamma nicht, sagt Müller.	0.7	5 EUR
Anna Weber	leads	Beta Werke		affirmed	asserted		person	organization			c.txt	Third	2022-01-01			de	Anna Weber leitet die Beta Werke.	0.8	
Anna Weber	leads	Delta		affirmed	planned		person	organization			c.txt	Third	2022-01-01			de	Anna Weber soll Delta leiten.	0.8	
Jörg Müller	owns	Delta		affirmed	asserted		person	organization			c.txt	Third	2022-01-01			de	Delta gehört Jörg Müller.	0.8	
Jörg Müller	owns	drei Häuser		affirmed	asserted		person	other		object	c.txt	Third	2022-01-01			de	Müller besitzt drei Häuser.	0.8	
Solo	knows	Duo		affirmed	asserted		person	person			d.txt						Solo kennt Duo.	0.8	
T
run 0 import -g g.db facts.tsv

run 0 show -g g.db "Joerg Mueller"
says out "Jörg Müller  person"
says out "2 sources"
says out "Müller gründete Novalux in der Schloßstraße."
lacks out "drei Häuser"
run 0 show -g g.db --all "jorg muller"
says out "drei Häuser"
run 0 show -g g.db --format tsv "Jörg Müler"
says out "Jörg Müller	founded	Novalux	2019	affirmed	asserted"
run 0 show -g g.db --format json Novalux
python3 -c "
import json; d = json.load(open('out'))
assert d['name'] == 'Novalux' and d['type'] == 'organization', d
f = {(x['subject'], x['relation'], x['object']): x for x in d['facts']}
assert f['Jörg Müller', 'founded', 'Novalux']['sources'] == 2
assert f['Novalux', 'acquired', 'Gamma']['polarity'] == 'negated'
assert f['Novalux', 'acquired', 'Gamma']['speaker'] == 'Jörg Müller'
" || failed "show as JSON"
run 3 show -g g.db "Jarg Moller Xy"
says err "nobody is called"
run 3 show -g g.db "Anne Wepper"
says err "did you mean \"Anna Weber\""
run 2 show -g g.db
run 2 show "Novalux"
run 2 show -g g.db --format xml Novalux
run 3 show -g none.db Novalux
[ ! -e none.db ] || failed "asking made a file"

run 0 path -g g.db "Anna Weber" "Jörg Müller"
says out "Anna Weber → Delta → Jörg Müller  2 steps"
run 0 path -g g.db --only asserted "Anna Weber" "Jörg Müller"
says out "Anna Weber → Beta Werke → Novalux → Jörg Müller  3 steps"
run 0 path -g g.db -k 5 "Anna Weber" "Jörg Müller"
[ "$(grep -c steps out)" -eq 2 ] || failed "there are two ways without loops"
run 0 path -g g.db --weighted "Anna Weber" "Jörg Müller"
says out "Anna Weber → Delta"
run 0 path -g g.db --format json --all "Anna Weber" Novalux
python3 -c "
import json; d = json.load(open('out'))
assert [p['actors'] for p in d] in ([['Anna Weber', 'Beta Werke', 'Novalux']],), d
assert [f['step'] for f in d[0]['facts']] == [1, 2]
" || failed "path as JSON"
run 1 path -g g.db Solo Novalux
says err "no path"
run 1 path -g g.db --longest 1 "Anna Weber" Novalux
run 2 path -g g.db Novalux novalux
says err "one actor"

run 0 around -g g.db Delta
says out "Anna Weber"
lacks out "Beta Werke"
run 0 around -g g.db --depth 2 Delta
says out "Beta Werke"
run 2 around -g g.db --depth 9 Delta
run 0 between -g g.db "Anna Weber" Novalux
says out "acquired  Beta Werke"
says out "leads  Beta Werke"
lacks out "Delta"
run 1 between -g g.db Solo Novalux

run 0 timeline -g g.db --format tsv Novalux
cut -f 1 out | tail -n +2 >when
sort when | cmp -s - when || failed "a time line goes forward"
[ "$(head -n 1 when)" = 2019 ] || failed "the first is of 2019"

run 0 facts -g g.db --relation acquired --since 2021 --format tsv
[ "$(wc -l <out)" -eq 3 ] || failed "two facts since 2021, and a header"
run 0 facts -g g.db --relation acquired --only asserted --format tsv
[ "$(wc -l <out)" -eq 2 ] || failed "one asserted"
run 0 facts -g g.db --said-by "joerg mueller" --format tsv
says out "Gamma"
[ "$(wc -l <out)" -eq 2 ] || failed "one said by Müller"
run 0 facts -g g.db --source Zeitung --format tsv
[ "$(wc -l <out)" -eq 2 ] || failed "one of that source"
run 1 facts -g g.db --until 2018
says err "no such facts"
run 0 facts -g g.db --limit 2 --format json
python3 -c "import json; assert len(json.load(open('out'))) == 2" || failed "two entries"

run 0 search -g g.db schlossstrasse
says out "Schloßstraße"
run 0 search -g g.db Mueller kaufte OR kauft
says out "Gamma"
lacks out "Beta"
run 0 search -g g.db '"beta werke"' -- -leitet
says out "kaufte"
lacks out "leitet"
run 0 search -g g.db 'gruend*' --format tsv
[ "$(wc -l <out)" -eq 3 ] || failed "two sentences with a prefix, and a header"
run 1 search -g g.db zebra
run 2 search -g g.db '***'
run 0 search -g g.db 'a"b OR novalux'

run 0 facts -g g.db --relation founded --format tsv
number=$(tail -n 1 out | cut -f 15)
run 0 why -g g.db "#$number"
says out "Jörg Müller gründete 2019 Novalux."
says out "Müller gründete Novalux in der Schloßstraße."
says out "First, Zeitung, a.txt, 2020-01-02, https://e.org/a"
run 3 why -g g.db 4711
run 2 why -g g.db Novalux

run 0 documents -g g.db --format tsv
[ "$(wc -l <out)" -eq 5 ] || failed "four documents and a header"
run 0 remove -g g.db c.txt
run 3 show -g g.db "Anna Weber"
run 3 remove -g g.db c.txt nix.txt
says err "nix.txt: no such document"
run 0 check -g g.db
says out "sound; 3 documents"
# Terminal escapes in names and sentences do not get through.
printf 'Evil\033[2J\tfounded\tThing\n' >evil.tsv
run 0 import -g evil.db evil.tsv
run 0 facts -g evil.db
if grep -q "$(printf "\033")" out; then failed "an escape character got through"; fi
# A word of more sentences than are weighed: the newest documents first, in whatever order they came; the answer says
# how many there are.
awk 'BEGIN { print "subject\trelation\tobject\tdocument\tdate\tsentence"
    for (i = 0; i < 20100; i++)
        printf "A%d\tsaid\tB%d\td%03d.txt\t2%03d-01-01\tFirma A%d sagte es, Nummer %d.\n", i % 50, i % 70, i / 100, (i / 100 * 7) % 201, i % 50, i }' >many.tsv
{ head -1 many.tsv; tail -n +2 many.tsv | sort -t '	' -k 4,4r -s; } >other.tsv
run 0 import -g many.db many.tsv
run 0 import -g other.db other.tsv
run 0 search -g many.db -n 150 --format tsv sagte
[ "$(wc -l <out)" -eq 151 ] || failed "150 sentences and a header wanted"
[ "$(sed 1d out | cut -f4 | uniq | tr '\n' ' ')" = "2200-01-01 2199-01-01 " ] || failed "not the newest first"
cut -f1-6 out >wanted
run 0 search -g other.db -n 150 --format tsv sagte
cut -f1-6 out >got
same wanted got
run 0 search -g many.db -n 2 sagte
says out "2 of 20100 sentences, the newest documents first"
run 0 search -g many.db -n 2 "Nummer 77*"
says out "2 of 111 sentences, the best first"
# What the limit hides is told; an unknown relation shows those there are; nothing found is said on stderr.
run 0 show -g many.db -n 1 A1
says out "1 of 7 facts"
run 1 facts -g g.db --relation bought
says err "relations in this graph: "
says err "founded"
run 0 query -g g.db "MATCH (a)-[:bought]->(b) RETURN a.name"
says err "no rows"
says err "this graph has no relation bought"
run 0 query -g g.db "MATCH (a)-[r:fonded|founded {time: '1066'}]->(b) RETURN a.name"
says err "no relation fonded; did you mean founded?"
lacks err "no relation founded"
run 1 path -g g.db Solo Novalux
says err "no path of at most 8 steps"
# Dates and numbers that are none are refused; a time that no date could tell is not compared.
run 2 facts -g g.db --since gestern
says err 'since: "gestern" is no date'
run 2 facts -g g.db --until 2025-13
run 2 facts -g g.db --min-confidence 7
says err "from 0 to 1"
printf 'subject\trelation\tobject\ttime\tdocument\tdate\nA1\tknows\tB1\theute\tt1\t\nA2\tknows\tB2\theute\tt2\t2020-05-01\nA3\tknows\tB3\t2021/2023\tt3\t\n' >times.tsv
run 0 import -g times.db times.tsv
run 0 facts -g times.db --since 2019 --format tsv
[ "$(sed 1d out | cut -f1 | tr '\n' ' ')" = "A2 A3 " ] || failed "which times lie since 2019"
run 3 remove -g times.db t
run 3 remove -g many.db 001
says err 'no such document in many.db; did you mean "d001.txt"?'
