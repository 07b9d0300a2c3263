# Out and in again: every format that can be read gives the same graph, byte for byte in TSV.
. "$(dirname "$0")/lib.sh"
cat >facts.tsv <<'X'
subject	relation	object	time	polarity	modality	speaker	subject_type	object_type	speaker_type	unnamed	document	title	date	url	publisher	lang	sentence	confidence	amount
Elon Musk	founded	xAI	2023	affirmed	asserted		person	organization			a.txt	First	2024-01-02	https://e.org/a	Zeitung	de	Elon Musk gründete xAI.	0.9	
Elon Musk	founded	xAI		affirmed	asserted		person	organization			b.txt	Second	2024-01-03			de	xAI wurde von Musk gegründet.	0.8	
xAI	acquired	X		negated	asserted	Elon Musk	organization	organization	person		b.txt	Second	2024-01-03			de	xAI kauft X nicht, sagt Musk.	0.7	5 EUR
Oracle	supports	Stargate		affirmed	planned		organization	other			b.txt	Second	2024-01-03			de	Oracle will Stargate „unterstützen“ & mehr.	0.6	
Oracle	uses	100.000 GPUs		affirmed	asserted		organization	product		object	b.txt	Second	2024-01-03			de	Oracle nutzt 100.000 GPUs.	0.6	
Anna "Q" <b> & Söhne\	founded	Köln; 'x', y		affirmed	asserted		other	location			c d.txt						Satz mit "Zitat", Komma; und \ Strich.	1	
X
run 0 import -g one.db facts.tsv
run 0 export -g one.db --all
cp out one.tsv
[ "$(wc -l <one.tsv)" -eq 6 ] || failed "six facts, not $(wc -l <one.tsv)"
says one.tsv "xAI	not_acquired	X		negated	asserted	Elon Musk"
run 0 export -g one.db --named
[ "$(wc -l <out)" -eq 5 ] || failed "noun phrases are left out with --named"
for format in tsv csv jsonl graphml ntriples turtle; do
    run 0 export -g one.db --all --format $format -o "copy.$format"
    run 0 import -g "$format.db" --format $format "copy.$format"
    run 0 export -g "$format.db" --all
    same one.tsv out
done
# One header line on demand; csv has it always.
run 0 export -g one.db --header
says out "subject	relation	object	time	polarity"
run 0 export -g one.db --format csv
says out "subject,relation,object,time,polarity"
# Filters.
run 0 export -g one.db --relation founded --only asserted --type person,organization
[ "$(wc -l <out)" -eq 2 ] || failed "two facts of people and organizations"
run 0 export -g one.db --min-confidence 0.85
lacks out "planned"
# Nothing comes in from a file with a bad line, and the line is named.
printf 'New\tfounded\tThing\nbad line\n' >bad.tsv
run 3 import -g one.db bad.tsv
says err "bad.tsv:2: 1 column, but a fact has at least 3"
run 0 export -g one.db --all
same one.tsv out
# What cannot be.
run 2 export
run 2 export -g one.db --format pdf
says err "unknown format \"pdf\""
run 2 export -g one.db --only maybe
run 2 import -g one.db facts.unknown
says err "format cannot be told"
run 3 import -g one.db missing.tsv
run 3 import -g one.db --format gexf facts.tsv
says err "can be written but not read"
run 4 export -g one.db -o no/such/folder.tsv
[ ! -e no ] || failed "made a folder"
# A device stays a device, a link a link: they are written to, not replaced. (A pipe stands for the device.)
mkfifo pipe
timeout 20 cat pipe >through &
run 0 export -g one.db --all --format tsv -o pipe
wait
same one.tsv through
[ -p pipe ] || failed "the pipe was replaced"
mkdir place && : >place/real.tsv && ln -s place/real.tsv link.tsv
run 0 export -g one.db --all -o link.tsv
[ -L link.tsv ] || failed "the link was replaced"
same one.tsv place/real.tsv
