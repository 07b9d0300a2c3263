# News texts of our own (tests/corpus/news): eight tenths of what a reader called right must come, nothing of what was wrong.
. "$(dirname "$0")/lib.sh"
for lang in en de; do
    : >checked
    for text in "$STEMMA_SOURCE/tests/corpus/news/$lang"/*.txt; do
        run 0 build -q --lang $lang -g "$lang-$(basename "$text" .txt).db" "$text"
        run 0 export -g "$lang-$(basename "$text" .txt).db" --format tsv
        awk -F '\t' -v OFS='\t' '
            FNR == NR { facts[$1 " | " $2 " | " $3] = 1; next }
            /^[-+] / { print substr($0, 1, 1), (substr($0, 3) in facts) + 0, substr($0, 3) }
        ' out "${text%.txt}.facts" >>checked
    done
    awk -F '\t' -v lang=$lang '
        $1 == "+" { wanted++; found += $2; if (!$2) print "missing: " $3 }
        $1 == "-" { barred++; if ($2) { print "must not be: " $3; bad++ } }
        END {
            printf "%s: %d of %d, %d barred\n", lang, found, wanted, barred
            exit bad > 0 || wanted < 20 || barred < 5 || found * 10 < wanted * 8
        }' checked >verdict || { cat verdict >&2; failed "news texts ($lang)"; }
done
