# CoNLL-U from raw text keeps to the format: ids without gaps, one root, heads inside, no cycle, text and spacing kept.
. "$(dirname "$0")/lib.sh"
cat >check.awk <<'A'
function sentence_end(   i, k, at, steps) {
    if (words == 0) return
    for (i = 1; i <= words; i++) {
        if (head[i] < 0 || head[i] > words) bad("head outside")
        for (at = i; at != 0; at = head[at]) if (++steps > words * words + words) bad("cycle")
    }
    if (roots != 1) bad(roots " roots")
    sub(/ +$/, "", joined)
    if (joined != text) bad("text \"" text "\", forms give \"" joined "\"")
    words = roots = range_end = 0; joined = ""
}
function bad(what) { print "line " NR ": " what; failed = 1; exit 1 }
BEGIN { FS = "\t" }
/^# text = / { text = substr($0, 10); next }
/^#/ { next }
/^$/ { sentence_end(); next }
{
    if (NF != 10) bad("not ten columns")
    space = $10 ~ /SpaceAfter=No/ ? "" : " "
    if ($1 ~ /-/) { split($1, r, "-"); range_end = r[2]; joined = joined $2 space; next }
    if ($1 != ++words) bad("id " $1)
    if ($1 > range_end) joined = joined $2 space
    head[words] = $7
    roots += $7 == 0 ? 1 : 0
    if (($7 == 0) != ($8 == "root")) bad("root relation")
}
END { if (!failed) sentence_end(); exit failed }
A
cat >de.txt <<'T'
Neues Werk im Norden

Die KI-Firma Altwerk baut am 3. Mai ein Werk, z. B. für den US-Konzern Hillmann. „Das ist gut“, sagte der Altwerk-Chef.
Es kostet 1.000,50 Euro (ca. 5 % mehr). Siehe www.altwerk.beispiel oder info@altwerk.beispiel!
T
run 0 parse --lang de de.txt
awk -f check.awk out >told || { cat told >&2; failed "German output breaks the format"; }
says out "# text = Neues Werk im Norden"
says out "$(printf '\tKI\t')"
says out "$(printf '\tz.\t')"
says out "$(printf '\t1.000,50\t')"
says out "$(printf '\tinfo@altwerk.beispiel\t')"
grep -q '^[0-9]*-[0-9]*	im	' out || failed "im is no multi-word token"

cat >en.txt <<'T'
Hill & Co. doesn't sell its well-known brand. The owners' club can't stop Anna's plan, i.e. the U.S. deal.
T
run 0 parse --lang en en.txt
awk -f check.awk out >told || { cat told >&2; failed "English output breaks the format"; }
grep -q '	n.t	not	' out || failed "n't is no word of its own"

# The language is told from the text.
run 0 parse de.txt
cp out told.de
run 0 parse --lang de de.txt
same told.de out

# Our samples keep the format, too.
for sample in de-ki-politik en-chip-deals; do
    run 0 parse "$STEMMA_SOURCE/graphs/$sample/input.txt"
    awk -f check.awk out >told || { cat told >&2; failed "$sample breaks the format"; }
done
