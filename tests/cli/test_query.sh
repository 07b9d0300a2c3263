# stemma query on the command line: formats, parameters, the caret under a mistake, exit codes.
. "$(dirname "$0")/lib.sh"
run 0 import -g q.db "$STEMMA_SOURCE/tests/query/graph.tsv"
run 0 query -g q.db "MATCH (n:person) RETURN n.name AS name ORDER BY name LIMIT 2"
printf 'name\nAnna Bauer\nBernd Özil\n' >wanted
same wanted out
run 0 query -g q.db --no-header --format csv "MATCH (n:product) RETURN n.name, 'a,b'"
printf 'Polaris,"a,b"\n' >wanted
same wanted out
run 0 query -g q.db --format json --param "who=Dora" --param 'list=["Köln"]' \
    'MATCH (n) WHERE n.name = $who OR n.name IN $list RETURN n.name AS name ORDER BY name'
[ "$(jq -c . out)" = '[{"name":"Dora"},{"name":"Köln"}]' ] || failed "json: $(cat out)"
run 0 query -g q.db --format table "MATCH (n:product) RETURN n.name"
says out "───────"
# Noun phrases only with --all.
run 0 query -g q.db --no-header "MATCH (n) RETURN count(*)"
[ "$(cat out)" = 12 ] || failed "12 named actors, not $(cat out)"
run 0 query -g q.db --no-header --all "MATCH (n) RETURN count(*)"
[ "$(cat out)" = 13 ] || failed "13 actors with noun phrases, not $(cat out)"
# One actor after a decision: both names find it.
cp q.db one.db
run 0 same -g one.db "Anna Bauer" "Dora"
run 0 query -g one.db --no-header "MATCH ({name: 'Dora'})-[:leads]->(b) RETURN b.name"
[ "$(cat out)" = Nordlicht ] || failed "names of one actor: $(cat out)"
# Mistakes show their place.
run 3 query -g q.db "MATCH (n:person)
RETURN n.nme"
says err 'line 2, column 10: a node has no property "nme"'
says err "  RETURN n.nme"
says err "           ^"
run 3 query -g q.db "MATCH (n) DELETE n"
says err "DELETE is not supported: stemma queries only read"
run 2 query -g q.db
run 2 query "RETURN 1"
run 2 query -g q.db --format xml "RETURN 1"
run 2 query -g q.db --param who "RETURN 1"
run 3 query -g missing.db "RETURN 1"
# Nothing was written by all this.
run 0 check -g q.db
