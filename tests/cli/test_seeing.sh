# report, draw and timeline: every format, every choice, bad requests, degenerate graphs, the same bytes twice.
. "$(dirname "$0")/lib.sh"
cat >facts.jsonl <<'END'
{"subject":"Anna Meier","relation":"founded","object":"Nordwind AG","subject_type":"person","object_type":"organization","time":"2021-03","document":"a.txt","sentence":"Anna Meier gründete die Nordwind AG."}
{"subject":"Anna Meier","relation":"leads","object":"Nordwind AG","subject_type":"person","object_type":"organization","time":"2023","document":"b.txt","sentence":"Anna Meier führt die Nordwind AG."}
{"subject":"Bernd Kohl","relation":"criticizes","object":"Anna Meier","subject_type":"person","object_type":"person","time":"2024-02-01","document":"b.txt","sentence":"Bernd Kohl kritisiert Anna Meier."}
{"subject":"Nordwind AG","relation":"acquired","object":"Lumen","subject_type":"organization","object_type":"organization","modality":"planned","document":"c.txt","sentence":"Nordwind will Lumen kaufen."}
{"subject":"Lumen","relation":"located_in","object":"Zürich","subject_type":"organization","object_type":"location","document":"c.txt","sentence":"Lumen sitzt in Zürich."}
{"subject":"Lone","relation":"praises","object":"Lone","subject_type":"person","object_type":"person","document":"c.txt","sentence":"Lone lobt sich."}
END
run 0 import -g g.db facts.jsonl
# report
run 0 report -g g.db
says out "Anna Meier"
says out "PageRank"
says out "Places"
run 0 report -g g.db --format tsv
head -1 out | cut -f1-4 >heads
printf 'rank\tname\ttype\tdegree\n' >wanted
same heads wanted
[ "$(wc -l <out)" -eq 7 ] || failed "report --format tsv: $(wc -l <out) lines, wanted 7"
awk -F '\t' 'NF != 23 { exit 1 }' out || failed "report --format tsv: not 23 columns everywhere"
run 0 report -g g.db --format json
python3 -c 'import json,sys; d=json.load(open("out")); assert d["actors_total"]==6 and d["facts_about_oneself"]==1, d' || failed "json"
run 0 report -g g.db --format markdown --top 2
says out "## 2. "
lacks out "## 3. "
run 0 report -g g.db -o r.html
says r.html "<svg"
lacks r.html "<script"
run 0 report -g g.db --type person
lacks out "Nordwind"
run 0 report -g g.db --only asserted --format tsv
cp out asserted
run 0 report -g g.db --format tsv
cmp -s out asserted && failed "--only asserted changes nothing"
run 0 report -g g.db --columns 44
awk 'length($0) > 60 { exit 1 }' out || failed "report --columns 44 is wider"
run 2 report -g g.db --format poem
says err 'unknown format "poem"'
run 2 report
says err "which graph"
run 3 report -g nowhere.db
# draw
for form in svg png pdf dot html; do
    run 0 draw -g g.db -o "p.$form"
    [ -s "p.$form" ] || failed "no p.$form"
done
head -c 8 p.png | od -An -c | grep -q 'P   N   G' || failed "p.png is no PNG"
head -c 5 p.pdf | grep -q '%PDF-' || failed "p.pdf is no PDF"
cp p.svg first.svg
run 0 draw -g g.db -o p.svg
same p.svg first.svg
says p.svg "stroke-dasharray"
says p.svg "Bernd Kohl kritisiert Anna Meier."
lacks p.svg "<script"
run 0 draw -g g.db --around "Anna Meier" -o around.svg
lacks around.svg "Lumen"
run 0 draw -g g.db --around "Anna Meier" --depth 2 -o around.svg
says around.svg "Lumen"
run 0 draw -g g.db --path "Bernd Kohl" "Zürich" -o path.svg
says path.svg "Nordwind AG"
run 0 draw -g g.db --top 2 -o top.svg
says err "left out"
run 0 draw -g g.db --community 1 -o community.svg
run 0 draw -g g.db --relation founded -o founded.svg
lacks founded.svg "Bernd Kohl"
run 0 draw -g g.db --since 2023 -o since.svg
lacks since.svg "founded"
for engine in dot neato fdp sfdp twopi circo; do
    run 0 draw -g g.db --layout "$engine" -o layout.svg
done
run 0 draw -g g.db --theme dark --size 800x600 -o sized.svg
says sized.svg 'width="800pt" height="600pt"'
run 0 draw -g g.db --size 120x100 -o tiny.svg
says err "smallest text"
run 0 draw -g g.db --stable -o stable.svg
run 0 draw -g g.db --stable -o stable2.svg
printf '%s\n' '{"subject":"Bernd Kohl","relation":"met","object":"Neu GmbH","subject_type":"person","object_type":"organization","document":"e.txt","sentence":"Bernd Kohl traf die Neu GmbH."}' >more.jsonl
run 0 import -g g.db more.jsonl
run 0 draw -g g.db --stable -o stable3.svg
says stable3.svg "Neu GmbH"
python3 - <<'END' || failed "--stable moves actors"
import re
def places(path):
    text = open(path).read()
    found = {}
    for group in re.findall(r'class="node".*?</g>', text, re.S):
        name = re.search(r'<title>(.*?)\n', group, re.S).group(1)
        x, y = re.search(r'(?:cx="|M|points=")(-?[\d.]+)[", ]+(?:cy=")?(-?[\d.]+)', group).groups()
        found[name] = (float(x), float(y))
    return found
old, new = places("stable2.svg"), places("stable3.svg")
# the whole may shift on the page: compare what lies between actors
a = "Anna Meier"
moved = [n for n in old if max(abs(old[n][i] - old[a][i] - new[n][i] + new[a][i]) for i in (0, 1)) > 3]
assert len(old) == 5 and len(moved) <= 1, (moved, old, new)
END
run 2 draw -g g.db --layout ortho
run 2 draw -g g.db --theme neon
run 2 draw -g g.db --by beauty
run 2 draw -g g.db --format bmp
run 2 draw -g g.db --path "Anna Meier"
run 2 draw -g g.db --size big
run 3 draw -g g.db --around Nobody
run 3 draw -g g.db --path "Anna Meier" Lone
run 3 draw -g g.db --community 99
run 4 draw -g g.db -o /nowhere/x.svg
[ ! -e /nowhere/x.svg.part ] || failed "a part is left"
# timeline
run 0 timeline -g g.db --svg -o t.svg
says t.svg "founded Nordwind AG"
run 0 timeline -g g.db --svg "Bernd Kohl" "Anna Meier" -o t.png
# degenerate graphs
run 0 draw -g g.db --relation praises -o loop.svg
: >none.jsonl
printf '%s\n' '{"subject":"A","relation":"knows","object":"B","document":"d.txt","sentence":"A knows B."}' >one.jsonl
run 0 import -g one.db one.jsonl
for verb in draw report; do
    run 0 $verb -g one.db --relation nothing --format html
    run 0 $verb -g one.db --all --format html
done
run 0 report -g one.db --relation nothing
run 0 timeline -g one.db --svg --relation nothing
# the drawing program missing
mkdir lonely && cp "$STEMMA" lonely/
lonely/stemma draw -g g.db >out 2>err && failed "draw works without stemma-draw"
says err "drawing program"
