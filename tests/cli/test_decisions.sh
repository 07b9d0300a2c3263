# What the user decides holds, survives a new reading of the text, is taken back, and travels as text.
. "$(dirname "$0")/lib.sh"
cat >facts.tsv <<'T'
subject	relation	object	subject_type	object_type	document
Jörg Müller	founded	Novalux	person	organization	a.txt
J. M. Schmitt	leads	Novalux	person	organization	a.txt
Beta Werke	sued	Novalux	organization	organization	b.txt
Nordbund	supports	Beta Werke	organization	organization	b.txt
T
run 0 import -g g.db facts.tsv
columns() { run 0 export -g "$1" --all; cut -f 1-3 out >"$2"; }
columns g.db before
run 1 decisions -g g.db
says err "nothing was decided"
run 0 same -g g.db "J. M. Schmitt" "Jörg Müller"
run 1 same -g g.db "J. M. Schmitt" "Jörg Müller"
says err "one actor already"
run 0 show -g g.db "J. M. Schmitt"
says out "founded"
says out "leads"
run 0 rename -g g.db "beta werke" "Beta Holding"
run 0 show -g g.db "Beta Werke"
says out "Beta Holding"
run 0 type -g g.db Nordbund location
run 0 show -g g.db Nordbund
says out "Nordbund  location"
run 2 type -g g.db Nordbund animal
run 0 facts -g g.db --relation sued --format tsv
number=$(tail -n 1 out | cut -f 15)
run 0 forget -g g.db "#$number"
run 1 facts -g g.db --relation sued
run 3 forget -g g.db "$number"
run 0 decisions -g g.db --export
cp out decisions.txt
[ "$(wc -l <decisions.txt)" -eq 4 ] || failed "four decisions"
columns g.db decided
# The same text read anew, and into another file: decisions hold.
run 0 remove -g g.db a.txt b.txt
run 0 check -g g.db
run 0 import -g g.db facts.tsv
columns g.db again
same decided again
run 0 import -g h.db facts.tsv
run 0 decisions -g h.db --import decisions.txt
columns h.db moved
same decided moved
run 0 decisions -g h.db --import decisions.txt
run 0 decisions -g h.db --export
same out decisions.txt
# Before the documents come.
printf 'Keiner\tfounded\tNichts\n' >other.tsv
run 0 import -g early.db other.tsv
run 0 decisions -g early.db --import decisions.txt
run 0 import -g early.db facts.tsv
run 0 show -g early.db "J. M. Schmitt"
says out "founded"
# Undo, one by one.
run 0 undo -g g.db
says out "forget"
run 0 facts -g g.db --relation sued
run 0 decisions -g g.db
first=$(head -n 1 out | cut -f 1)
run 0 undo -g g.db "$first"
says out "same"
run 3 undo -g g.db 4711
run 0 undo -g g.db
run 0 undo -g g.db
run 1 undo -g g.db
columns g.db undone
same before undone
run 0 different -g g.db Novalux "Beta Werke"
printf 'same\tA\n' >bad.txt
run 3 decisions -g g.db --import bad.txt
says err "bad.txt:1"
printf '# a comment\n\nsame\tA\tB\n' >good.txt
run 0 decisions -g g.db --import good.txt
run 3 same -g g.db Novalux Xyzzy
says err "Xyzzy"
run 0 check -g g.db
