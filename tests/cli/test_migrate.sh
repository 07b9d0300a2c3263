# A graph file of each older schema is brought up when it is opened: nothing is lost, and it answers like a new one.
. "$(dirname "$0")/lib.sh"
old() { # VERSION FILE: the stored dump of that schema as a file
    rm -f "$2" "$2-wal" "$2-shm"
    sqlite3 "$2" <"$STEMMA_SOURCE/tests/data/graph-v$1.sql" || failed "the stored dump of schema $1"
    [ "$(version "$2")" = "$1" ] || failed "the stored file is not of version $1"
}
version() { sqlite3 "$1" "PRAGMA user_version"; }
# What was read from texts and decided, in words; who is one actor may follow other rules today.
kept() { sqlite3 "$1" "SELECT s.name, r.name, o.name, f.negated, f.modality, p.name, t.text, d.path, e.text, f.confidence
    FROM fact f JOIN entity s ON s.id = f.subject JOIN entity o ON o.id = f.object JOIN relation r ON r.id = f.relation
    JOIN document d ON d.id = f.document LEFT JOIN entity p ON p.id = f.speaker LEFT JOIN term t ON t.id = f.time
    LEFT JOIN sentence e ON e.id = f.sentence ORDER BY 1, 2, 3, 8, 9; SELECT * FROM decision; SELECT path, title, date, hash FROM document ORDER BY 1"; }
# Names of tables, columns and indexes.
tables() { sqlite3 "$1" "SELECT s.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type IN ('table', 'view') ORDER BY 1, 2; SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1"; }
printf 'a\tb\tc\n' >any.tsv
run 0 import -g new.db any.tsv
tables new.db >new.tables
now=$(version new.db)
mkdir in
printf 'Anna Weber gründete 2019 die Firma Novalux in Köln. Sie leitet das Unternehmen bis heute.\n\nPaul Braun kaufte Novalux nicht.\n' >in/a.txt
number=1
while [ "$number" -lt "$now" ]; do
    old $number one.db
    kept one.db >before
    run 0 check -g one.db
    says out "sound; 5 documents, 9 sentences"
    [ "$(version one.db)" = "$now" ] || failed "version $(version one.db) after opening for writing"
    kept one.db >after
    same before after
    tables one.db >got
    same new.tables got
    # A reader brings it up as well, and finds people by other names, with typos and by words.
    old $number two.db
    run 0 show -g two.db "anna webr"
    says out "Anna Weber"
    [ "$(version two.db)" = "$now" ] || failed "a reader left version $(version two.db)"
    run 0 decisions -g two.db
    says out "rename"
    run 0 search -g two.db gründete
    says out "Anna Weber gründete 2019 die Firma Novalux"
    # It answers as a freshly built one: what came out of it goes into a new file.
    run 0 export -g two.db --all --header
    cp out facts.tsv
    rm -f fresh.db
    run 0 import -g fresh.db facts.tsv
    run 0 export -g fresh.db --all --header
    same out facts.tsv
    for question in "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name, r.time, r.negated ORDER BY a.name, type(r), b.name, r.time, r.negated" \
        "MATCH (a)-[r]-() RETURN a.name, count(*) ORDER BY a.name" "MATCH (n)--() RETURN DISTINCT n.name, n.type ORDER BY n.name, n.type"; do
        run 0 query -g two.db --all "$question"
        cp out wanted
        run 0 query -g fresh.db --all "$question"
        same out wanted
    done
    # It lives on: the same text changes nothing, a document can go.
    run 0 build -g two.db in/a.txt
    says err "0 new, 0 changed, 1 unchanged"
    run 0 remove -g two.db c.txt
    run 0 check -g two.db
    says out "4 documents"
    number=$((number + 1))
done
# The first days' files have no table `touched`.
old 1 three.db
sqlite3 three.db "DROP TABLE touched"
run 0 check -g three.db
says out "sound; 5 documents"
tables three.db >got
same new.tables got
# A newer file is refused, and not touched.
cp one.db newer.db
sqlite3 newer.db "PRAGMA user_version = 9"
cp newer.db newer.old
for verb in "check" "export" "documents"; do
    run 4 $verb -g newer.db
    says err "made by a newer stemma (schema 9, this one knows $now)"
done
run 4 build -g newer.db in
same newer.db newer.old
# An old file that nobody may write is refused with advice (root may write anywhere: the folder is made read-only then).
if [ "$(id -u)" -ne 0 ]; then
    mkdir shut && old 1 shut/old.db && chmod 444 shut/old.db && chmod 555 shut
    run 4 export -g shut/old.db
    says err "brings it up"
    chmod 755 shut
fi
