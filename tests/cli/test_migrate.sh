# A graph file of each older schema is brought up when it is opened: nothing is lost, and it answers like a new one.
. "$(dirname "$0")/lib.sh"
old() { # FILE: the stored dump as a file of schema 1
    rm -f "$1" "$1-wal" "$1-shm"
    sqlite3 "$1" <"$STEMMA_SOURCE/tests/data/graph-v1.sql" || failed "the stored dump"
}
version() { sqlite3 "$1" "PRAGMA user_version"; }
printf 'a\tb\tc\n' >any.tsv
run 0 import -g new.db any.tsv
newest=$(version new.db)
old one.db
[ "$(version one.db)" = 1 ] || failed "the stored file is not of version 1"
sqlite3 one.db "SELECT subject, relation, object, negated, modality, speaker, time, document FROM facts ORDER BY 1, 2, 3, 8" >before
run 0 check -g one.db
says out "sound; 5 documents, 9 sentences, 10 actors, 14 facts"
[ "$(version one.db)" = "$newest" ] || failed "version $(version one.db) after opening for writing"
sqlite3 one.db "SELECT subject, relation, object, negated, modality, speaker, time, document FROM facts ORDER BY 1, 2, 3, 8" >after
same before after
# Its tables are those of a new file.
tables() { sqlite3 "$1" "SELECT s.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type IN ('table', 'view') ORDER BY 1, 2; SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1"; }
tables new.db >wanted
tables one.db >got
same wanted got
# A reader brings it up as well, and finds people by other names, with typos and by words.
old two.db
run 0 show -g two.db "anna webr"
says out "Anna Weber"
[ "$(version two.db)" = "$newest" ] || failed "a reader left version $(version two.db)"
run 0 decisions -g two.db
says out "rename"
run 0 search -g two.db gründete
says out "Anna Weber gründete 2019 die Firma Novalux"
# It answers as a freshly built one: what came out of it goes into a new file, with the same decisions.
run 0 export -g two.db --all --header
cp out facts.tsv
run 0 import -g fresh.db facts.tsv
run 0 decisions -g two.db --export
cp out decisions.txt
run 0 export -g fresh.db --all --header
same out facts.tsv
for question in "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name, r.time, r.negated ORDER BY a.name, type(r), b.name, r.time, r.negated" \
    "MATCH (a)-[r]-() RETURN a.name, count(*) ORDER BY a.name" "MATCH (n)--() RETURN DISTINCT n.name, n.type ORDER BY n.name, n.type"; do
    run 0 query -g two.db --all "$question"
    cp out wanted
    run 0 query -g fresh.db --all "$question"
    same out wanted
done
# It lives on: the same text changes nothing, a document can go, an item of a list knows its file.
mkdir in
printf 'Anna Weber gründete 2019 die Firma Novalux in Köln. Sie leitet das Unternehmen bis heute.\n\nPaul Braun kaufte Novalux nicht.\n' >in/a.txt
run 0 build -g two.db in/a.txt
says err "0 new, 0 changed, 1 unchanged"
run 0 remove -g two.db c.txt
run 0 check -g two.db
says out "4 documents"
# The first days' files have no table `touched`.
old three.db
sqlite3 three.db "DROP TABLE touched"
run 0 check -g three.db
says out "sound; 5 documents"
tables three.db >got
tables new.db >wanted
same wanted got
# A newer file is refused, and not touched.
cp one.db newer.db
sqlite3 newer.db "PRAGMA user_version = 9"
cp newer.db newer.old
for verb in "check" "export" "documents"; do
    run 4 $verb -g newer.db
    says err "made by a newer stemma (schema 9, this one knows $newest)"
done
run 4 build -g newer.db in
same newer.db newer.old
# An old file that nobody may write is refused with advice (root may write anywhere: the folder is made read-only then).
if [ "$(id -u)" -ne 0 ]; then
    mkdir shut && old shut/old.db && chmod 444 shut/old.db && chmod 555 shut
    run 4 export -g shut/old.db
    says err "brings it up"
    chmod 755 shut
fi
