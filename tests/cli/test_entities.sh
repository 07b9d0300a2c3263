# extract -f entities: JSON lines in, the spans of names out, in code points; ids come back as they were.
. "$(dirname "$0")/lib.sh"
printf '%s\n' '{"id":"a\"b","text":"Anna Müller lebt in Köln. Später zog Anna Müller nach Österreich."}' '' \
    '{"id":12345678901234567,"text":"Nichts."}' '{"id":1.5,"text":"Ja."}' '{"text":""}' >in.jsonl
run 0 extract --lang de -f entities in.jsonl
says out '{"id":"a\"b","spans":[[0,11,"person"],[20,24,"location"],[37,48,"person"],[54,64,"location"]]}'
says out '{"id":12345678901234567,"spans":[]}'
says out '{"id":1.5,"spans":[]}'
says out '{"id":null,"spans":[]}'
[ "$(wc -l <out)" -eq 4 ] || failed "a line in, a line out"
run 0 extract --lang de -j 2 -f entities in.jsonl
cp out two && run 0 extract --lang de -f entities in.jsonl && same out two
# What is no such line is told with file and line, and with what is wanted.
printf '{"text":"Gut."}\nAnna lebt in Berlin.\n' >plain.txt
run 3 extract --lang de -f entities plain.txt
says err 'plain.txt: line 2: not JSON'
says err 'entities are found in JSON lines: {"id": 1, "text": "…"}'
printf '{"id":"x"}\n' >no.jsonl
run 3 extract --lang de -f entities no.jsonl
says err 'no.jsonl: line 1: no string "text"'
