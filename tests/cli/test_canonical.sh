# Canonical facts from raw text: tests/data/canonical-de.txt says which must come and which must not.
. "$(dirname "$0")/lib.sh"
for lang in de; do
    gold=$STEMMA_SOURCE/tests/data/canonical-$lang.txt
    sed -n 's/^> //p' "$gold" >texts
    run 0 extract --lang $lang --each-line texts
    awk -F '\t' -v OFS='\t' '
        FNR == NR { facts[$1 SUBSEP $2 SUBSEP $3 SUBSEP $4] = $5 == "" ? "-" : $5; next }
        /^> / { line++; text = $0; next }
        /^[-+] / {
            n = split(substr($0, 3), c, / \| /); key = line SUBSEP c[1] SUBSEP c[2] SUBSEP c[3]; checked++
            if ($0 ~ /^\+/ && (!(key in facts) || facts[key] != c[4])) {
                print "wanted: " $0 (key in facts ? " but is " facts[key] : "") "\n    in " text; bad++ }
            if ($0 ~ /^-/ && key in facts) { print "must not be: " $0 "\n    in " text; bad++ }
        }
        END { if (checked < 30) { print "only " checked + 0 " facts checked"; bad++ } exit bad > 0 }
    ' out "$gold" >verdict || { cat verdict >&2; failed "canonical facts ($lang)"; }
done
